/** ES modules: what is imported, and what others can import. */
import { childOf, childrenOf, type SyntaxNode } from '../../oxc/node';
import { attribute, type FlowNode } from '../builder';
import { classUnit } from './classes';
import { exportWhole, importedModule } from './commonjs';
import type { Reader } from './reader';

const nameIn = (node: SyntaxNode | null): string => String(node?.name ?? node?.value ?? '');

/** `import … from 'module'`: names are there before anything runs. */
export function importDeclaration(reader: Reader, node: SyntaxNode): void {
  const source = childOf(node, 'source');
  if (source === null) return;
  const module = importedModule(reader, source, node);
  for (const specifier of childrenOf(node, 'specifiers')) {
    const local = childOf(specifier, 'local');
    if (local !== null) reader.bind(local, imported(reader, specifier, module));
  }
}

function imported(reader: Reader, specifier: SyntaxNode, module: FlowNode): FlowNode {
  if (specifier.type === 'ImportNamespaceSpecifier') return module;
  const name = specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameIn(childOf(specifier, 'imported'));
  return reader.flow.load(module, attribute(name), reader.site(specifier));
}

/** `import('module')`. */
export function importCall(reader: Reader, node: SyntaxNode): FlowNode {
  const source = childOf(node, 'source');
  if (source?.type === 'Literal' && typeof source.value === 'string') return importedModule(reader, source, node);
  reader.expression(source);
  return reader.flow.node();
}

/** `import a = require('module')` and `import a = N.M`. */
export function importEquals(reader: Reader, node: SyntaxNode): void {
  const id = childOf(node, 'id');
  const reference = childOf(node, 'moduleReference');
  if (id === null || reference === null) return;
  const specifier = childOf(reference, 'expression');
  const value = specifier === null ? qualified(reader, reference) : importedModule(reader, specifier, node);
  reader.bind(id, value);
}

function qualified(reader: Reader, name: SyntaxNode): FlowNode {
  const [left, right] = [childOf(name, 'left'), childOf(name, 'right')];
  if (left === null || right === null) return reader.expression(name);
  return reader.flow.load(qualified(reader, left), attribute(nameIn(right)), reader.site(name));
}

/** The values that exported variables have in the end. */
export function finishExports(reader: Reader): void {
  for (const { name, variable } of reader.exports) exported(reader, name, reader.valueOf(variable));
}

function exported({ flow }: Reader, name: string, node: FlowNode): void {
  flow.rows.flow_exports.push({ name, node });
}

/** Identifiers that a declaration or pattern binds. */
export function boundIdentifiers(node: SyntaxNode | null): readonly SyntaxNode[] {
  if (node === null) return [];
  if (node.type === 'Identifier') return [node];
  const fields = ['declarations', 'properties', 'elements'].flatMap((field) => childrenOf(node, field));
  const id = childOf(node, 'id');
  const own =
    id ??
    childOf(node, 'argument') ??
    childOf(node, 'left') ??
    (node.type === 'Property' ? childOf(node, 'value') : null);
  return [...fields, ...(own === null ? [] : [own])].flatMap((part) => boundIdentifiers(part));
}

/** `export …`; the declaration itself has been read. */
export function exportNamed(reader: Reader, node: SyntaxNode): void {
  const source = childOf(node, 'source');
  const module = source === null ? null : importedModule(reader, source, node);
  for (const specifier of childrenOf(node, 'specifiers')) {
    const local = childOf(specifier, 'local');
    const name = nameIn(childOf(specifier, 'exported'));
    if (local === null) continue;
    const variable = reader.variables.of(local);
    if (module !== null)
      exported(reader, name, reader.flow.load(module, attribute(nameIn(local)), reader.site(specifier)));
    else if (variable !== null && !variable.isTypeOnly) reader.exports.push({ name, variable });
  }
  for (const identifier of boundIdentifiers(childOf(node, 'declaration'))) {
    const variable = reader.variables.of(identifier);
    if (variable !== null && !variable.isTypeOnly) reader.exports.push({ name: nameIn(identifier), variable });
  }
}

/** `export default …`. */
export function exportDefault(reader: Reader, node: SyntaxNode): void {
  const declaration = childOf(node, 'declaration');
  if (declaration === null) return;
  const hoisted = reader.hoisted.get(declaration);
  const isClass = declaration.type === 'ClassDeclaration';
  if (hoisted === undefined && declaration.type.startsWith('TS') && declaration.type.endsWith('Declaration')) return;
  exported(reader, 'default', hoisted ?? (isClass ? classUnit(reader, declaration) : reader.expression(declaration)));
}

/** `export * from 'module'` and `export * as name from 'module'`. */
export function exportAll(reader: Reader, node: SyntaxNode): void {
  const source = childOf(node, 'source');
  if (source === null) return;
  exported(reader, nameIn(childOf(node, 'exported')) || '*', importedModule(reader, source, node));
}

/** `export = value`. */
export function exportAssignment(reader: Reader, node: SyntaxNode): void {
  exportWhole(reader, reader.expression(childOf(node, 'expression')));
}
