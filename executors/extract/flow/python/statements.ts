/** Python statements, in the order in which they run. */
import { ANY_ELEMENT, attribute, type FlowNode } from '../builder';
import { attempt, branches, leaveLoop, loop } from '../control';
import { annotate } from './annotations';
import { boundNames, captures, importedNames } from './bound-names';
import { classDefinition, functionDefinition } from './definitions';
import { within } from './narrowing';
import type { Reader } from './reader';
import { assign, nodeOf, type Value, valueFor } from './targets';
import { iterate, operatorMethod } from './values';

type Run = (reader: Reader, node: number) => void;

export function readStatement(reader: Reader, node: number): void {
  (STATEMENTS[reader.syntax.typeName(node)] ?? evaluate)(reader, node);
}

const binder =
  (reader: Reader) =>
  (name: string, node: FlowNode): void =>
    reader.bind(name, node);

const evaluate: Run = (reader, node) => {
  for (const part of reader.parts(node)) {
    if (Object.hasOwn(STATEMENTS, reader.syntax.typeName(part))) readStatement(reader, part);
    else reader.expression(part);
  }
};

const block: Run = (reader, node) => {
  if (node >= 0) reader.statements(reader.parts(node));
};

const STATEMENTS: Readonly<Record<string, Run>> = {
  module: block,
  block,
  assignment: (reader, node) => void assignment(reader, node),
  augmented_assignment: augmented,
  return_statement(reader, node) {
    const { flow, frame } = reader;
    const [value = -1] = reader.parts(node);
    if (value >= 0) {
      const given = reader.expression(value);
      if (frame.returnNode !== null && frame.generator === null) flow.assign(given, frame.returnNode);
    }
    frame.env.kill();
  },
  raise_statement(reader, node) {
    const { syntax, flow } = reader;
    const [raised = -1, cause = -1] = reader.parts(node);
    if (raised >= 0) {
      const value = reader.expression(raised);
      // A class is instantiated when it is raised.
      if (syntax.typeName(raised) !== 'call') flow.call('raise', value, [], reader.site(raised));
    }
    if (cause >= 0) reader.expression(cause);
    reader.frame.env.kill();
  },
  if_statement: conditional,
  while_statement(reader, node) {
    const { syntax } = reader;
    const body = syntax.childIn(node, 'body');
    loop(
      reader.frame,
      boundNames(syntax, [body]).locals,
      () => {
        reader.expression(syntax.childIn(node, 'condition'));
        block(reader, body);
      },
      () => otherwise(reader, node),
    );
  },
  for_statement(reader, node) {
    const { syntax } = reader;
    const right = syntax.childIn(node, 'right');
    const item = iterate(reader, reader.expression(right), right);
    const left = syntax.childIn(node, 'left');
    const body = syntax.childIn(node, 'body');
    loop(
      reader.frame,
      boundNames(syntax, [node]).locals,
      () => {
        assign(reader, left, { node: item }, binder(reader));
        block(reader, body);
      },
      () => otherwise(reader, node),
    );
  },
  break_statement: (reader) => leaveLoop(reader.frame, 'breaks'),
  continue_statement: (reader) => leaveLoop(reader.frame, 'continues'),
  try_statement: tried,
  with_statement: withItems,
  match_statement: matched,
  function_definition: (reader, node) => functionDefinition(reader, node, []),
  class_definition: (reader, node) => classDefinition(reader, node, []),
  decorated_definition(reader, node) {
    const { syntax } = reader;
    const definition = syntax.childIn(node, 'definition');
    const decorators = reader.parts(node).filter((part) => syntax.typeName(part) === 'decorator');
    if (definition < 0) return;
    const define = syntax.typeName(definition) === 'class_definition' ? classDefinition : functionDefinition;
    define(reader, definition, decorators);
  },
  import_statement: imports,
  import_from_statement: imports,
  future_import_statement: () => undefined,
  global_statement: () => undefined,
  nonlocal_statement: () => undefined,
  delete_statement(reader, node) {
    for (const part of reader.parts(node)) {
      if (reader.syntax.typeName(part) === 'identifier') reader.frame.env.forget(reader.syntax.text(part));
      else evaluate(reader, part);
    }
    reader.frame.env.forgetFields();
  },
};

/** Returns the value, for the assignment around it: `a = b = value`. */
function assignment(reader: Reader, node: number): Value {
  const { syntax, flow } = reader;
  const left = syntax.childIn(node, 'left');
  const right = syntax.childIn(node, 'right');
  const type = syntax.childIn(node, 'type');
  if (right < 0) {
    // `x: T` alone says what x will be.
    if (type >= 0 && syntax.typeName(left) === 'identifier') {
      const declared = flow.node();
      annotate(reader, type, declared);
      if (reader.frame.kind === 'class') reader.bind(syntax.text(left), declared);
    }
    return { node: flow.node() };
  }
  let value = syntax.typeName(right) === 'assignment' ? assignment(reader, right) : valueFor(reader, right);
  if (type >= 0) {
    const declared = flow.node();
    flow.assign(nodeOf(reader, value), declared);
    annotate(reader, type, declared);
    value = { node: declared };
  } else if (syntax.typeName(syntax.parent(node)) === 'assignment' && !('node' in value)) {
    value = { ...value };
  }
  assign(reader, left, value, binder(reader));
  return value;
}

function augmented(reader: Reader, node: number): void {
  const { syntax, flow } = reader;
  const left = syntax.childIn(node, 'left');
  const right = syntax.childIn(node, 'right');
  const before = reader.expression(left);
  const operand = reader.expression(right);
  const between = syntax.source.slice(syntax.end(left), syntax.start(right));
  const method = operatorMethod(/(\*\*|\/\/|<<|>>|[-+*/%@&|^])=/.exec(between)?.[1] ?? '');
  const after = flow.node();
  flow.assign(before, after);
  if (method !== undefined) {
    const site = reader.site(node);
    flow.callMethod('operator', before, `__i${method}__`, [{ node: operand }], site, after);
    flow.callMethod('operator', before, `__${method}__`, [{ node: operand }], site, after);
  }
  assign(reader, left, { node: after }, binder(reader));
}

function otherwise(reader: Reader, node: number): void {
  for (const part of reader.parts(node)) {
    if (reader.syntax.typeName(part) === 'else_clause') block(reader, reader.syntax.childIn(part, 'body'));
  }
}

function conditional(reader: Reader, node: number): void {
  const { syntax } = reader;
  const alternatives = reader.parts(node).filter((part) => /^(elif|else)_clause$/.test(syntax.typeName(part)));
  const from = (condition: number, consequence: number, rest: readonly number[]): void => {
    if (condition >= 0) reader.expression(condition);
    const [next, ...others] = rest;
    branches(reader.frame, [
      () => within(reader, condition, true, () => block(reader, consequence)),
      () => {
        if (next === undefined) return;
        within(reader, condition, false, () => {
          if (syntax.typeName(next) === 'else_clause') block(reader, syntax.childIn(next, 'body'));
          else
            reader.depth.nested(
              () => from(syntax.childIn(next, 'condition'), syntax.childIn(next, 'consequence'), others),
              () => undefined,
            );
        });
      },
    ]);
  };
  from(syntax.childIn(node, 'condition'), syntax.childIn(node, 'consequence'), alternatives);
}

function tried(reader: Reader, node: number): void {
  const { syntax } = reader;
  const clauses = reader.parts(node);
  const of = (...types: string[]) => clauses.filter((clause) => types.includes(syntax.typeName(clause)));
  const lastBlock = (clause: number): number =>
    reader.parts(clause).findLast((part) => syntax.typeName(part) === 'block') ?? -1;
  attempt(
    reader.frame,
    () => block(reader, syntax.childIn(node, 'body')),
    of('except_clause', 'except_group_clause').map((clause) => () => {
      caught(reader, clause);
      block(reader, lastBlock(clause));
    }),
    () => otherwise(reader, node),
    () => {
      for (const clause of of('finally_clause')) block(reader, lastBlock(clause));
    },
  );
}

/** `except A as e`: e is an instance of A. */
function caught(reader: Reader, clause: number): void {
  const { syntax, flow } = reader;
  const written = reader.parts(clause).filter((part) => syntax.typeName(part) !== 'block');
  for (const part of written) {
    const isAlias = syntax.typeName(part) === 'as_pattern';
    const [type = -1, target = -1] = isAlias ? reader.parts(part) : [part];
    const classes = reader.expression(type);
    const alias = isAlias ? target : syntax.childIn(clause, 'alias');
    if (alias < 0 || alias === part) continue;
    const error = flow.node();
    flow.rows.flow_instances.push({ node: error, class_node: classes });
    const any = flow.load(classes, { field: ANY_ELEMENT }, reader.site(part));
    flow.rows.flow_instances.push({ node: error, class_node: any });
    assign(reader, alias, { node: error }, binder(reader));
  }
}

function withItems(reader: Reader, node: number): void {
  const { syntax, flow } = reader;
  const clause = reader.parts(node).find((part) => syntax.typeName(part) === 'with_clause') ?? -1;
  const managers: { readonly value: FlowNode; readonly at: number }[] = [];
  for (const item of clause < 0 ? [] : withItemsOf(reader, clause)) {
    const isAlias = syntax.typeName(item) === 'as_pattern';
    const [manager = -1, target = -1] = isAlias ? reader.parts(item) : [item];
    const value = reader.expression(manager);
    const entered = flow.callMethod('context', value, '__enter__', [], reader.site(item));
    flow.callMethod('context', value, '__aenter__', [], reader.site(item), entered);
    managers.push({ value, at: item });
    if (target >= 0) assign(reader, target, { node: entered }, binder(reader));
  }
  block(reader, syntax.childIn(node, 'body'));
  for (const { value, at } of managers.toReversed()) {
    for (const method of ['__exit__', '__aexit__']) {
      const nothing = [{ node: flow.node() }, { node: flow.node() }, { node: flow.node() }];
      flow.callMethod('context', value, method, nothing, reader.site(at));
    }
  }
}

/** The managers of a `with`, through the parentheses that may be around them. */
function withItemsOf(reader: Reader, clause: number): number[] {
  const { syntax } = reader;
  return reader.parts(clause).flatMap((item) => {
    const value = syntax.typeName(item) === 'with_item' ? syntax.childIn(item, 'value') : item;
    return syntax.typeName(value) === 'tuple' ? reader.parts(value) : [value];
  });
}

function matched(reader: Reader, node: number): void {
  const { syntax, flow } = reader;
  const subjects = reader.parts(node).filter((part) => syntax.typeName(part) !== 'block');
  const values = subjects.map((part) => reader.expression(part));
  const subject = flow.union(values.length === 0 ? [flow.node()] : values);
  const body = syntax.childIn(node, 'body');
  const cases = body < 0 ? [] : reader.parts(body).filter((part) => syntax.typeName(part) === 'case_clause');
  const any = flow.load(subject, { field: ANY_ELEMENT }, reader.site(node));
  branches(reader.frame, [
    ...cases.map((clause) => () => {
      for (const part of reader.parts(clause)) {
        if (syntax.typeName(part) !== 'case_pattern') continue;
        const fields = attributesIn(reader, part).map((name) => flow.load(subject, attribute(name), reader.site(part)));
        for (const name of captures(syntax, part)) reader.bind(name, flow.union([subject, any, ...fields]));
      }
      const guard = syntax.childIn(clause, 'guard');
      if (guard >= 0) evaluate(reader, guard);
      block(reader, syntax.childIn(clause, 'consequence'));
    }),
    () => undefined,
  ]);
}

/** Attributes that patterns such as `Point(x=a)` look at. */
function attributesIn(reader: Reader, pattern: number): string[] {
  const { syntax } = reader;
  if (syntax.typeName(pattern) === 'keyword_pattern') {
    const [name] = reader.parts(pattern);
    return name === undefined ? [] : [syntax.text(name)];
  }
  return reader.parts(pattern).flatMap((part) => attributesIn(reader, part));
}

function imports(reader: Reader, node: number): void {
  const { syntax, flow } = reader;
  for (const { node: at, name, module, level, bound, hasAlias } of importedNames(syntax, node)) {
    const imported = flow.node();
    const site = reader.site(at);
    // `import a.b` binds a, and loads a.b as well.
    const first = name === null && !hasAlias ? bound : module;
    flow.rows.flow_imports.push({ node: imported, module: first, level, ...site });
    if (first !== module) flow.rows.flow_imports.push({ node: flow.node(), module, level, ...site });
    const value = name === null || name === '*' ? imported : flow.load(imported, attribute(name), site);
    if (bound === '*') {
      reader.stars.push(value);
      flow.rows.flow_exports.push({ name: '*', node: value });
    } else {
      reader.bind(bound, value);
    }
  }
}
