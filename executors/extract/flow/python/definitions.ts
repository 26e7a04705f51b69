/** Functions, lambdas and classes of Python: units of their own, read when the code around them has been. */
import { type FlowNode, UNKNOWN_KEY } from '../builder';
import { Frame } from '../frame';
import { annotate } from './annotations';
import { boundNames } from './bound-names';
import type { Reader } from './reader';

/** Decorators of Python's own that say what kind of member a function is. */
const ROLES: Readonly<Record<string, string>> = {
  property: 'property',
  cached_property: 'property',
  'functools.cached_property': 'property',
  staticmethod: 'staticmethod',
  classmethod: 'classmethod',
  'abc.abstractmethod': '',
  abstractmethod: '',
};

interface Opened {
  readonly frame: Frame;
  readonly valueNode: FlowNode;
}

function openUnit(
  reader: Reader,
  node: number,
  unit: { kind: 'function' | 'class' | 'lambda'; name: string; role: string; isAsync: boolean },
): Opened {
  const { flow, frame: outer } = reader;
  const valueNode = flow.node();
  const returnNode = unit.kind === 'class' ? null : flow.node();
  const site = reader.site(node);
  const qualname = outer.qualname === '' ? unit.name : `${outer.qualname}.${unit.name}`;
  const number = flow.rows.flow_units.length;
  flow.rows.flow_units.push({
    unit: number,
    parent_unit: outer.unit,
    kind: unit.kind,
    name: unit.name,
    qualname,
    role: unit.role,
    is_async: unit.isAsync,
    value_node: valueNode,
    return_node: returnNode,
    def_bstart: unit.kind === 'lambda' ? null : site.bstart,
    def_bend: unit.kind === 'lambda' ? null : site.bend,
    ...site,
  });
  const frame = new Frame(flow, number, unit.kind, qualname, outer);
  frame.returnNode = returnNode;
  return { frame, valueNode };
}

interface Parameter {
  readonly name: string;
  readonly kind: 'positional' | 'keyword' | 'rest' | 'keywords';
  readonly fallback: number;
  readonly type: number;
}

function parametersOf(reader: Reader, list: number): Parameter[] {
  if (list < 0) return [];
  const { syntax } = reader;
  let keywordOnly = false;
  return reader.parts(list).flatMap((part): Parameter[] => {
    const type = syntax.typeName(part);
    const field = (name: string): number => syntax.childIn(part, name);
    const annotation = field('type');
    switch (type) {
      case 'identifier':
        return [{ name: syntax.text(part), kind: keywordOnly ? 'keyword' : 'positional', fallback: -1, type: -1 }];
      case 'default_parameter':
      case 'typed_default_parameter':
        return [
          {
            name: syntax.text(field('name')),
            kind: keywordOnly ? 'keyword' : 'positional',
            fallback: field('value'),
            type: annotation,
          },
        ];
      case 'typed_parameter': {
        const [inner = part] = reader.parts(part);
        const [parameter] = splat(reader, inner);
        if (parameter !== undefined) {
          if (parameter.kind === 'rest') keywordOnly = true;
          return [{ ...parameter, type: -1 }];
        }
        return [
          { name: syntax.text(inner), kind: keywordOnly ? 'keyword' : 'positional', fallback: -1, type: annotation },
        ];
      }
      case 'list_splat_pattern':
      case 'dictionary_splat_pattern': {
        if (type === 'list_splat_pattern') keywordOnly = true;
        return splat(reader, part);
      }
      case 'keyword_separator':
        keywordOnly = true;
        return [];
      default:
        return [];
    }
  });
}

function splat(reader: Reader, node: number): Parameter[] {
  const type = reader.syntax.typeName(node);
  const [name] = reader.parts(node);
  if (name === undefined || (type !== 'list_splat_pattern' && type !== 'dictionary_splat_pattern')) return [];
  const kind = type === 'list_splat_pattern' ? 'rest' : 'keywords';
  return [{ name: reader.syntax.text(name), kind, fallback: -1, type: -1 }];
}

/** Parameters become variables of the unit; what they hold by default or by annotation is evaluated around it. */
function bindParameters(reader: Reader, frame: Frame, list: number): FlowNode[] {
  const { flow } = reader;
  return parametersOf(reader, list).map(({ name, kind, fallback, type }, position) => {
    const node = flow.node();
    if (fallback >= 0) flow.assign(reader.expression(fallback), node);
    if (type >= 0) annotate(reader, type, node);
    flow.rows.flow_params.push({ unit: frame.unit, position, name, kind, node });
    let variable = node;
    if (kind === 'rest' || kind === 'keywords') {
      variable = flow.value(kind === 'rest' ? 'tuple' : 'dict');
      flow.store(variable, { field: UNKNOWN_KEY }, node);
    }
    frame.locals.add(name);
    frame.bind(name, variable, reader.sharedLocals.has(name));
    return node;
  });
}

export function lambda(reader: Reader, node: number): FlowNode {
  const { syntax, flow } = reader;
  const name = `<lambda${++reader.frame.lambdas}>`;
  const { frame, valueNode } = openUnit(reader, node, { kind: 'lambda', name, role: '', isAsync: false });
  bindParameters(reader, frame, syntax.childIn(node, 'parameters'));
  const body = syntax.childIn(node, 'body');
  for (const local of boundNames(syntax, [body]).locals) frame.locals.add(local);
  const visible = reader.frame.inner.slice();
  reader.later(frame, () => {
    // A lambda in a comprehension sees its variables.
    frame.inner.push(...visible);
    if (frame.returnNode !== null) flow.assign(reader.expression(body), frame.returnNode);
  });
  return valueNode;
}

/** `decorators` are nodes of `decorator`, outermost first. */
export function functionDefinition(reader: Reader, node: number, decorators: readonly number[]): void {
  const { syntax, flow, frame: outer } = reader;
  const name = syntax.text(syntax.childIn(node, 'name'));
  const isAsync = syntax.children(node).some((child) => syntax.typeName(child) === 'async');
  const roles = decorators.map((decorator) => roleOf(reader, decorator));
  const role = roles.find((r) => r !== null && r !== '') ?? '';
  const { frame, valueNode } = openUnit(reader, node, { kind: 'function', name, role, isAsync });
  const parameters = bindParameters(reader, frame, syntax.childIn(node, 'parameters'));
  if (outer.kind === 'class') {
    frame.method = { classUnit: outer.unit };
    if (role !== 'staticmethod') frame.receiver = parameters[0] ?? null;
    receive(reader, frame, role);
  }
  const returns = syntax.childIn(node, 'return_type');
  if (returns >= 0 && frame.returnNode !== null) annotate(reader, returns, frame.returnNode);
  const body = syntax.childIn(node, 'body');
  const names = boundNames(syntax, [body]);
  addAll(frame.locals, names.locals);
  addAll(frame.globals, names.globals);
  addAll(frame.nonlocals, names.nonlocals);
  if (yields(reader, body) && frame.returnNode !== null) {
    frame.generator = flow.value('list');
    flow.assign(frame.generator, frame.returnNode);
  }
  reader.later(frame, () => reader.statements(reader.parts(body)));
  const effective = decorators.filter((_, i) => roles[i] === null);
  reader.bind(name, decorated(reader, effective, valueNode));
}

/** A method has an instance of its class as receiver, a class method the class, even where nobody calls it. */
function receive(reader: Reader, frame: Frame, role: string): void {
  const classNode = reader.classNodes.get(frame.method?.classUnit ?? -1);
  if (frame.receiver === null || classNode === undefined) return;
  if (role === 'classmethod') reader.flow.assign(classNode, frame.receiver);
  else reader.flow.rows.flow_instances.push({ node: frame.receiver, class_node: classNode });
}

export function classDefinition(reader: Reader, node: number, decorators: readonly number[]): void {
  const { syntax, flow } = reader;
  const name = syntax.text(syntax.childIn(node, 'name'));
  const { frame, valueNode } = openUnit(reader, node, { kind: 'class', name, role: '', isAsync: false });
  reader.classNodes.set(frame.unit, valueNode);
  const bases = syntax.childIn(node, 'superclasses');
  let position = 0;
  for (const base of bases < 0 ? [] : reader.parts(bases)) {
    const isKeyword = syntax.typeName(base) === 'keyword_argument';
    const value = reader.expression(isKeyword ? syntax.childIn(base, 'value') : base);
    if (!isKeyword) flow.rows.flow_bases.push({ unit: frame.unit, position: position++, node: value });
  }
  const body = syntax.childIn(node, 'body');
  const names = boundNames(syntax, [body]);
  addAll(frame.locals, names.locals);
  addAll(frame.globals, names.globals);
  addAll(frame.nonlocals, names.nonlocals);
  reader.within(frame, () => reader.statements(reader.parts(body)));
  for (const member of frame.locals) {
    const value = frame.env.get(member);
    if (value !== undefined)
      flow.rows.flow_members.push({ unit: frame.unit, name: member, node: value, is_static: false });
  }
  reader.opened.push(frame);
  reader.bind(name, decorated(reader, decorators, valueNode));
}

/** The innermost decorator is called first, with what it decorates. */
function decorated(reader: Reader, decorators: readonly number[], value: FlowNode): FlowNode {
  const { flow } = reader;
  const callees = decorators.map((decorator) => reader.expression(reader.parts(decorator)[0] ?? -1));
  let result = value;
  decorators.toReversed().forEach((decorator, i) => {
    const callee = callees[callees.length - 1 - i] ?? 0;
    result = flow.call('decorator', callee, [{ node: result }], reader.site(decorator));
  });
  return result;
}

/** What a decorator of Python's own says of a member; null for one that is called like any function. */
function roleOf(reader: Reader, decorator: number): string | null {
  const { syntax } = reader;
  const [expression = decorator] = reader.parts(decorator);
  const text = syntax.text(expression);
  if (syntax.typeName(expression) === 'attribute' && /\.(setter|getter|deleter)$/.test(text)) {
    return text.endsWith('.getter') ? 'property' : 'setter';
  }
  return Object.hasOwn(ROLES, text) ? (ROLES[text] ?? null) : null;
}

const UNITS: ReadonlySet<string> = new Set(['function_definition', 'class_definition', 'lambda']);

function yields(reader: Reader, body: number): boolean {
  const todo = [body];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    const type = reader.syntax.typeName(node);
    if (type === 'yield') return true;
    if (!UNITS.has(type)) todo.push(...reader.syntax.children(node));
  }
  return false;
}

function addAll(names: Set<string>, more: Iterable<string>): void {
  for (const name of more) names.add(name);
}
