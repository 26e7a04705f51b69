/** A tree of the TypeScript compiler as ESTree, without recursion. */
import type * as TypeScript from 'typescript';
import type { SyntaxNode } from '../node';
import { renamed, TRANSPARENT } from './kinds';

type TsNode = TypeScript.Node;
/** A node of ours while its fields are filled in. */
type Building = { type: string; start: number; end: number; [field: string]: unknown };

interface Todo {
  readonly node: TsNode;
  readonly into: Building;
  readonly field: string;
  /** Whether the field holds a list. */
  readonly inList: boolean;
}

/** Lists even where the compiler has one node, because what is inside is transparent. */
const LISTS = new Set(['specifiers', 'cases']);

/** The source of `import()` is made where the call is. */
const WITHOUT_ARGUMENTS = { arguments: '', expression: '' };

/** The names of syntax kinds; those that are two names for one kind have the one that says what it is. */
function kindNames(ts: typeof TypeScript): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const [name, kind] of Object.entries(ts.SyntaxKind)) {
    if (typeof kind === 'number' && !/^(?:First|Last)[A-Z]/.test(name)) names.set(kind, name);
  }
  return names;
}

/** The program that `file` holds; spans leave out what stands before a node. */
export function convert(ts: typeof TypeScript, file: TypeScript.SourceFile): SyntaxNode {
  const names = kindNames(ts);
  const program: Building = { type: 'Program', start: 0, end: file.text.length, body: [] };
  const todo: Todo[] = [];
  const addChildren = (
    node: TsNode,
    into: Building,
    fields: Readonly<Record<string, string>>,
    hoist: Todo | null,
  ): void => {
    const places = placesOf(node);
    const children: Todo[] = [];
    ts.forEachChild(node, (child) => {
      const place = places.get(child);
      if (place === undefined) return;
      const field = hoist?.field ?? fields[place.field] ?? place.field;
      if (field === '') return;
      children.push({ node: child, into, field, inList: hoist?.inList ?? (place.inList || LISTS.has(field)) });
    });
    for (const child of children.reverse()) todo.push(child);
  };
  addChildren(file, program, { statements: 'body' }, null);
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { node, into, field, inList } = next;
    const kind = names.get(node.kind) ?? '';
    if (TRANSPARENT.has(kind)) {
      addChildren(node, into, {}, next);
      continue;
    }
    if (kind === 'ImportClause') {
      importClause(ts, file, node as TypeScript.ImportClause, into, (child) => todo.push(child));
      continue;
    }
    const known = renamed(kind);
    if (known === null || node.end === node.pos) continue;
    const built: Building = { type: known.type, start: startOf(ts, node, file), end: node.end };
    describe(ts, node, built);
    put(into, field, inList, built);
    addChildren(node, built, built.type === 'ImportExpression' ? WITHOUT_ARGUMENTS : known.fields, null);
  }
  return program;
}

/** Where a node begins: a declaration after the `export` before it. */
function startOf(ts: typeof TypeScript, node: TsNode, file: TypeScript.SourceFile): number {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const last = modifiers.findLast(
    ({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword,
  );
  if (last === undefined) return node.getStart(file);
  const gap = /\S/.exec(file.text.slice(last.end, node.end));
  return last.end + (gap?.index ?? 0);
}

function put(into: Building, field: string, inList: boolean, built: Building): void {
  if (!inList) {
    into[field] = built;
    return;
  }
  const list = into[field];
  if (Array.isArray(list)) list.push(built);
  else into[field] = [built];
}

/** Where the children of a node are. */
function placesOf(node: TsNode): ReadonlyMap<TsNode, { readonly field: string; readonly inList: boolean }> {
  const places = new Map<TsNode, { readonly field: string; readonly inList: boolean }>();
  for (const [field, value] of Object.entries(node) as [string, unknown][]) {
    if (field === 'parent' || typeof value !== 'object' || value === null) continue;
    // Some fields repeat what others hold; the first is the one of the syntax.
    const nodes: readonly TsNode[] = Array.isArray(value) ? value : 'kind' in value ? [value as TsNode] : [];
    for (const item of nodes) if (!places.has(item)) places.set(item, { field, inList: Array.isArray(value) });
  }
  return places;
}

/** `a`, `* as b` and `{ c }` of an import are specifiers in one list. */
function importClause(
  ts: typeof TypeScript,
  file: TypeScript.SourceFile,
  clause: TypeScript.ImportClause,
  into: Building,
  push: (todo: Todo) => void,
): void {
  if (clause.isTypeOnly) into.importKind = 'type';
  const { name, namedBindings } = clause;
  if (namedBindings !== undefined) push({ node: namedBindings, into, field: 'specifiers', inList: true });
  if (name === undefined) return;
  const span = { start: name.getStart(file), end: name.end };
  const local = { type: 'Identifier', ...span, name: ts.idText(name) };
  put(into, 'specifiers', true, { type: 'ImportDefaultSpecifier', ...span, local });
}

/** What a node says that is no child of it. */
function describe(ts: typeof TypeScript, node: TsNode, built: Building): void {
  if (ts.isIdentifier(node)) built.name = ts.idText(node);
  else if (ts.isPrivateIdentifier(node)) built.name = ts.idText(node).slice(1);
  else if (ts.isStringLiteral(node)) built.value = node.text;
  else if (ts.isElementAccessExpression(node)) built.computed = true;
  else if (ts.isVariableDeclarationList(node))
    built.kind = node.flags & ts.NodeFlags.Const ? 'const' : node.flags & ts.NodeFlags.Let ? 'let' : 'var';
  else if (ts.isBinaryExpression(node)) binary(ts, node, built);
  else if (ts.isImportSpecifier(node) || ts.isExportSpecifier(node)) {
    if (node.isTypeOnly) built[ts.isImportSpecifier(node) ? 'importKind' : 'exportKind'] = 'type';
    // Without `as`, one name is both.
    if (node.propertyName === undefined) {
      const same = { type: 'Identifier', start: node.name.getStart(), end: node.name.end, name: node.name.text };
      built[ts.isImportSpecifier(node) ? 'imported' : 'local'] = same;
    }
  } else if (ts.isExportDeclaration(node)) {
    if (node.isTypeOnly) built.exportKind = 'type';
    if (node.exportClause === undefined) built.type = 'ExportAllDeclaration';
    else if (ts.isNamespaceExport(node.exportClause)) {
      const { name } = node.exportClause;
      built.type = 'ExportAllDeclaration';
      built.exported = { type: 'Identifier', start: name.getStart(), end: name.end, name: name.text };
    }
  } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    built.type = 'ImportExpression';
    built.source = literal(ts, node.arguments[0]);
  } else if (ts.isImportTypeNode(node)) {
    built.source = ts.isLiteralTypeNode(node.argument) ? literal(ts, node.argument.literal) : null;
  }
  if ('name' in node && typeof node.name === 'object' && node.name !== null && 'kind' in node.name) {
    if (node.name.kind === ts.SyntaxKind.ComputedPropertyName) built.computed = true;
  }
  if (ts.isConstructorDeclaration(node)) {
    const end = built.start + 'constructor'.length;
    built.key = { type: 'Identifier', start: built.start, end, name: 'constructor' };
  }
  if (!('body' in node) || node.body === undefined) {
    if (ts.isFunctionDeclaration(node)) built.type = 'TSDeclareFunction';
    const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
    const isAbstract = modifiers.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword);
    if (isAbstract && ts.isMethodDeclaration(node)) built.type = 'TSAbstractMethodDefinition';
  }
}

/** A string as a literal of its own; null for anything else. */
const literal = (ts: typeof TypeScript, node: TsNode | undefined): SyntaxNode | null =>
  node !== undefined && ts.isStringLiteral(node)
    ? { type: 'Literal', start: node.getStart(), end: node.end, value: node.text }
    : null;

function binary(ts: typeof TypeScript, node: TypeScript.BinaryExpression, built: Building): void {
  const operator = ts.tokenToString(node.operatorToken.kind) ?? '';
  built.operator = operator;
  if (operator === ',') built.type = 'SequenceExpression';
  else if (['&&', '||', '??'].includes(operator)) built.type = 'LogicalExpression';
  else
    built.type =
      /^(?:[^=!<>]|<<|>>>?)*=$/.test(operator) && operator !== '==' ? 'AssignmentExpression' : 'BinaryExpression';
}
