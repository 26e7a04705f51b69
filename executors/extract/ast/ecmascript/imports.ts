/** Imported and re-exported names: `import`, `export ... from`, `import x = ...`, `require()`, `import()`. */

import { nameIn } from '../../oxc/naming';
import { childOf, childrenOf, type SyntaxNode } from '../../oxc/node';
import { type Program, spanOf } from '../../oxc/parse';
import { afterTrivia } from '../../oxc/trivia';
import type { EmitRow } from './rows';

/** One name: `*` is all of the module, null nothing but its effects. The row is about `node`. */
interface Imported {
  readonly node: SyntaxNode;
  readonly name: string | null;
  readonly asname: string | null;
  readonly isType?: boolean;
  /** UTF-16 positions of the name with its alias, if they are not those of the node. */
  readonly at?: { readonly start: number; readonly end: number };
}

/** Emits the `ast_imports` rows of the statement or expression at `id`, if it imports; kind is its node type. */
export function emitImports(program: Program, id: number, node: SyntaxNode, emit: EmitRow): void {
  const found = importsOf(program, id, node);
  if (found === null) return;
  const isType = node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType';
  found.names.forEach((imported, index) => {
    const at = idOf(program, id, imported.node);
    const above = program.flat.parent[at] ?? -1;
    emit('ast_imports', {
      ast_id: at,
      parent_ast_id: above < 0 ? null : above,
      kind: node.type,
      module: found.module,
      name: imported.name,
      asname: imported.asname,
      alias_index: index,
      level: 0,
      is_star: imported.name === '*',
      is_type: isType || imported.isType === true,
      ...spanOf(program.source, imported.at ?? imported.node),
    });
  });
}

/** The number of a node that is inside the one at `id`, or, bound to its value, a little before it. */
function idOf({ flat }: Program, id: number, node: SyntaxNode): number {
  const isBefore = node.start < (flat.nodes[id]?.start ?? 0);
  return isBefore ? flat.nodes.lastIndexOf(node, id) : flat.nodes.indexOf(node, id);
}

interface Found {
  /** Null for what is no module: a namespace. */
  readonly module: string | null;
  readonly names: readonly Imported[];
}

function importsOf(program: Program, id: number, node: SyntaxNode): Found | null {
  switch (node.type) {
    case 'ImportDeclaration': {
      const source = childOf(node, 'source');
      const specifiers = childrenOf(node, 'specifiers').map((specifier) => specified(program, specifier));
      return found(
        source,
        specifiers.length > 0 || source === null ? specifiers : [{ node: source, name: null, asname: null }],
      );
    }
    case 'ExportNamedDeclaration':
      return found(
        childOf(node, 'source'),
        childrenOf(node, 'specifiers').map((specifier) => specified(program, specifier)),
      );
    case 'ExportAllDeclaration': {
      const exported = childOf(node, 'exported');
      const all = { node, name: '*', asname: text(program, exported), at: starOf(program, node, exported) };
      return found(childOf(node, 'source'), [all]);
    }
    case 'TSImportEqualsDeclaration': {
      const reference = childOf(node, 'moduleReference');
      const local = childOf(node, 'id');
      if (reference === null || local === null) return null;
      const asname = text(program, local);
      if (reference.type === 'TSExternalModuleReference')
        return found(childOf(reference, 'expression'), [{ node: local, name: '*', asname }]);
      return { module: null, names: [{ node: local, name: text(program, reference), asname }] };
    }
    case 'ImportExpression':
      return found(childOf(node, 'source'), [{ node, name: '*', asname: null }]);
    case 'TSImportType':
      return found(childOf(node, 'source'), [importedType(program, node)]);
    case 'CallExpression':
      return required(program, id, node);
    default:
      return null;
  }
}

/** `* as a` in `export * as a from 'm'`; the star has no node. */
function starOf({ source: { text } }: Program, node: SyntaxNode, exported: SyntaxNode | null) {
  let start = afterTrivia(text, node.start + 'export'.length);
  if (text.startsWith('type', start)) start = afterTrivia(text, start + 'type'.length);
  return { start, end: exported?.end ?? start + 1 };
}

const found = (source: SyntaxNode | null, names: readonly Imported[]): Found | null =>
  source !== null && typeof source.value === 'string' ? { module: source.value, names } : null;

const text = ({ source }: Program, node: SyntaxNode | null): string | null =>
  node === null ? null : (nameIn(source, node)?.text ?? null);

/** `import('m').A.B` in a type takes `A` out of the module; type arguments are no part of the name. */
function importedType(program: Program, node: SyntaxNode): Imported {
  const qualifier = childOf(node, 'qualifier');
  const end = qualifier?.end ?? childOf(node, 'typeArguments')?.start ?? node.end;
  let first = qualifier;
  while (first?.type === 'TSQualifiedName') first = childOf(first, 'left');
  return { node, name: first === null ? '*' : text(program, first), asname: null, at: { start: node.start, end } };
}

function specified(program: Program, node: SyntaxNode): Imported {
  const local = childOf(node, 'local');
  switch (node.type) {
    case 'ImportDefaultSpecifier':
      return { node, name: 'default', asname: text(program, local) };
    case 'ImportNamespaceSpecifier':
      return { node, name: '*', asname: text(program, local) };
    case 'ImportSpecifier':
      return renamed(program, node, childOf(node, 'imported'), local, node.importKind === 'type');
    default:
      return renamed(program, node, local, childOf(node, 'exported'), node.exportKind === 'type');
  }
}

function renamed(
  program: Program,
  node: SyntaxNode,
  from: SyntaxNode | null,
  to: SyntaxNode | null,
  isType: boolean,
): Imported {
  // Without `as` both sides are the same identifier of the source.
  const asname = from?.start === to?.start ? null : text(program, to);
  return { node, name: text(program, from), asname, isType };
}

/** The names that the value of `require('m')` is bound to; one row without local name when there are none. */
function required(program: Program, id: number, call: SyntaxNode): Found | null {
  const callee = childOf(call, 'callee');
  const args = childrenOf(call, 'arguments');
  if (callee?.type !== 'Identifier' || callee.name !== 'require' || args.length !== 1) return null;
  const { nodes, parent } = program.flat;
  let above = parent[id] ?? -1;
  const member = nodes[above]?.type === 'MemberExpression' ? nodes[above] : undefined;
  if (member !== undefined) above = parent[above] ?? -1;
  const property = member === undefined || member.computed === true ? null : text(program, childOf(member, 'property'));
  const declarator = nodes[above];
  const target = declarator?.type === 'VariableDeclarator' ? childOf(declarator, 'id') : null;
  if (target?.type === 'Identifier') {
    return found(args[0] ?? null, [
      { node: target, name: member === undefined ? '*' : property, asname: text(program, target) },
    ]);
  }
  const names = target?.type === 'ObjectPattern' && member === undefined ? destructured(program, target) : [];
  return found(args[0] ?? null, names.length > 0 ? names : [{ node: call, name: property, asname: null }]);
}

/** `a` and `b: c` of `const { a, b: c } = require('m')`. */
function destructured(program: Program, pattern: SyntaxNode): readonly Imported[] {
  return childrenOf(pattern, 'properties').flatMap((node): Imported[] => {
    const key = childOf(node, 'key');
    const value = childOf(node, 'value');
    if (node.type !== 'Property' || node.computed === true || key === null) return [];
    const local = value?.type === 'AssignmentPattern' ? childOf(value, 'left') : value;
    const asname = node.shorthand === true || local?.type !== 'Identifier' ? null : text(program, local);
    // A default is no part of a name.
    return [{ node, name: text(program, key), asname, at: { start: node.start, end: local?.end ?? node.end } }];
  });
}
