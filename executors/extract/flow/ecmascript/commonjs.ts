/** CommonJS: `require`, `exports` and `module.exports`. */
import { childOf, childrenOf, type SyntaxNode } from '../../oxc/node';
import type { FlowNode } from '../builder';
import type { Reader } from './reader';

/** What a module of CommonJS, or one with `export =`, is for those who load it. */
const WHOLE_MODULE = 'export=';

/** A node that holds the module that `specifier` names. */
export function importedModule(reader: Reader, specifier: SyntaxNode, at: SyntaxNode): FlowNode {
  const node = reader.flow.node();
  reader.flow.rows.flow_imports.push({ node, module: String(specifier.value), level: 0, ...reader.site(at) });
  return node;
}

/** `require('module')`; null when it does not say which. */
export function requireCall(reader: Reader, node: SyntaxNode): FlowNode | null {
  const [specifier] = childrenOf(node, 'arguments');
  if (specifier?.type !== 'Literal' || typeof specifier.value !== 'string') return null;
  return importedModule(reader, specifier, node);
}

const isExports = (reader: Reader, node: SyntaxNode | null): boolean => reader.builtinName(node) === 'exports';

function isModuleExports(reader: Reader, node: SyntaxNode | null): boolean {
  if (node?.type !== 'MemberExpression' || node.computed === true) return false;
  return reader.builtinName(childOf(node, 'object')) === 'module' && childOf(node, 'property')?.name === 'exports';
}

/** What `module.exports` or `exports` holds at this point; null for any other expression. */
export function exportsOf(reader: Reader, node: SyntaxNode): FlowNode | null {
  if (isModuleExports(reader, node)) return reader.moduleExports ?? exportsObject(reader);
  return isExports(reader, node) ? exportsObject(reader) : null;
}

/** The object that others get, unless something else is assigned. */
function exportsObject(reader: Reader): FlowNode {
  if (reader.exportsObject === null) {
    reader.exportsObject = reader.flow.value('object');
    exportWhole(reader, reader.exportsObject);
  }
  return reader.exportsObject;
}

/** Others get the value when they load the module. */
export function exportWhole(reader: Reader, node: FlowNode): void {
  reader.flow.rows.flow_exports.push({ name: WHOLE_MODULE, node });
}

/** `module.exports = value`: gives whether it is that. */
export function assignedToExports(reader: Reader, target: SyntaxNode, value: FlowNode): boolean {
  if (!isModuleExports(reader, target)) return false;
  reader.moduleExports = value;
  exportWhole(reader, value);
  return true;
}
