/** Which names a Python unit binds: what makes a name local, before anything of it is read. */
import type { Syntax } from '../../tree-sitter/syntax';

export interface BoundNames {
  readonly locals: Set<string>;
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
}

/** Have scopes of their own; what they bind stays inside. */
const SCOPES: ReadonlySet<string> = new Set(['function_definition', 'class_definition', 'lambda']);
const COMPREHENSIONS: ReadonlySet<string> = new Set([
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);

/** Names bound in `nodes` and below, without those of nested scopes. */
export function boundNames(syntax: Syntax, nodes: readonly number[]): BoundNames {
  const found: BoundNames = { locals: new Set(), globals: new Set(), nonlocals: new Set() };
  const todo = [...nodes];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    const type = syntax.typeName(node);
    bindingsOf(syntax, node, type, found);
    if (SCOPES.has(type)) continue;
    if (COMPREHENSIONS.has(type)) {
      // Only `:=` binds outside.
      for (const name of walrusTargets(syntax, node)) found.locals.add(name);
      continue;
    }
    todo.push(...syntax.children(node));
  }
  for (const name of [...found.globals, ...found.nonlocals]) found.locals.delete(name);
  return found;
}

function bindingsOf(syntax: Syntax, node: number, type: string, { locals, globals, nonlocals }: BoundNames): void {
  const field = (name: string): number => syntax.childIn(node, name);
  switch (type) {
    case 'function_definition':
    case 'class_definition':
      addName(syntax, field('name'), locals);
      break;
    case 'assignment':
    case 'augmented_assignment':
    case 'for_statement':
      targetNames(syntax, field('left'), locals);
      break;
    case 'named_expression':
      addName(syntax, field('name'), locals);
      break;
    case 'as_pattern_target':
      for (const child of syntax.children(node)) targetNames(syntax, child, locals);
      break;
    case 'import_statement':
    case 'import_from_statement':
    case 'future_import_statement':
      for (const { bound } of importedNames(syntax, node)) locals.add(bound);
      break;
    case 'global_statement':
      for (const child of syntax.children(node)) addName(syntax, child, globals);
      break;
    case 'nonlocal_statement':
      for (const child of syntax.children(node)) addName(syntax, child, nonlocals);
      break;
    case 'delete_statement':
      for (const child of syntax.children(node)) targetNames(syntax, child, locals);
      break;
    case 'case_pattern':
      for (const name of captures(syntax, node)) locals.add(name);
      break;
    case 'type_alias_statement': {
      const left = field('left');
      const [name] =
        left < 0 ? [] : [left, ...syntax.children(left)].filter((n) => syntax.typeName(n) === 'identifier');
      if (name !== undefined) locals.add(syntax.text(name));
      break;
    }
    default:
  }
}

function addName(syntax: Syntax, node: number, names: Set<string>): void {
  if (node >= 0 && syntax.typeName(node) === 'identifier') names.add(syntax.text(node));
}

/** The plain names in a target; attributes and elements are not bound. */
export function targetNames(syntax: Syntax, target: number, names: Set<string>): void {
  if (target < 0) return;
  switch (syntax.typeName(target)) {
    case 'identifier':
      names.add(syntax.text(target));
      break;
    case 'attribute':
    case 'subscript':
      break;
    default:
      for (const child of syntax.children(target)) targetNames(syntax, child, names);
  }
}

export interface ImportedName {
  /** Node of the alias. */
  readonly node: number;
  /** What is imported, dotted; null for the whole module. */
  readonly name: string | null;
  /** Dotted module after the dots; empty for `from . import a`. */
  readonly module: string;
  readonly level: number;
  /** Name that it is bound to; `*` binds none that is known. */
  readonly bound: string;
  readonly hasAlias: boolean;
}

/** The names that an import statement brings. */
export function importedNames(syntax: Syntax, statement: number): ImportedName[] {
  const from = syntax.typeName(statement) !== 'import_statement';
  const moduleNode = syntax.childIn(statement, 'module_name');
  const written = moduleNode < 0 ? (from ? '__future__' : '') : syntax.text(moduleNode).replaceAll(/[\s\\]/g, '');
  const level = /^\.*/.exec(written)?.[0].length ?? 0;
  const module = written.slice(level);
  return syntax.children(statement).flatMap((child): ImportedName[] => {
    if (child === moduleNode) return [];
    const type = syntax.typeName(child);
    if (type === 'wildcard_import') return [{ node: child, name: '*', module, level, bound: '*', hasAlias: false }];
    if (type !== 'dotted_name' && type !== 'aliased_import') return [];
    const nameNode = type === 'aliased_import' ? syntax.childIn(child, 'name') : child;
    const alias = type === 'aliased_import' ? syntax.childIn(child, 'alias') : -1;
    const name = syntax.text(nameNode).replaceAll(/[\s\\]/g, '');
    const hasAlias = alias >= 0;
    const bound = hasAlias ? syntax.text(alias) : from ? name : (name.split('.')[0] ?? name);
    return [
      { node: child, ...(from ? { name, module, level } : { name: null, module: name, level: 0 }), bound, hasAlias },
    ];
  });
}

/** Names that a pattern of `match` captures. */
export function captures(syntax: Syntax, pattern: number): string[] {
  const names: string[] = [];
  const todo = [pattern];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    const type = syntax.typeName(node);
    if (type === 'dotted_name') {
      const parts = syntax.children(node);
      // A dotted name is a value to compare with, and so is the class before parentheses.
      const isClass = syntax.typeName(syntax.parent(node)) === 'class_pattern' && syntax.previous(node) < 0;
      if (parts.length === 1 && !isClass) names.push(syntax.text(node));
      continue;
    }
    if (type === 'keyword_pattern') todo.push(...syntax.children(node).slice(1));
    else if (type === 'identifier') names.push(syntax.text(node));
    else todo.push(...syntax.children(node));
  }
  return names.filter((name) => name !== '_');
}

function walrusTargets(syntax: Syntax, comprehension: number): string[] {
  const names: string[] = [];
  const todo = [comprehension];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    const type = syntax.typeName(node);
    if (type === 'named_expression') names.push(syntax.text(syntax.childIn(node, 'name')));
    if (!SCOPES.has(type)) todo.push(...syntax.children(node));
  }
  return names;
}
