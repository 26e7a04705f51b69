/** Symbols of a scope: those declared in it, and those of other scopes that it mentions. */
import type { Definition, Reference, Variable } from '@typescript-eslint/scope-manager';
import { childOf, type SyntaxNode } from '../../oxc/node';
import { type Analysis, type Block, nodeOf, type Scope } from './analyze';
import type { EmitRow, Row } from './rows';

type Flags = Omit<Row<'symtable_symbols'>, 'block_id' | 'name'>;

const NO_FLAGS: Flags = {
  is_referenced: false,
  is_imported: false,
  is_parameter: false,
  is_type_parameter: false,
  is_global: false,
  is_nonlocal: false,
  is_declared_global: false,
  is_local: false,
  is_annotated: false,
  is_free: false,
  is_assigned: false,
  is_namespace: false,
  namespace_count: 0,
};

/** Definitions that give no value; an initialiser is a write of its own. */
const UNASSIGNED = new Set(['Variable', 'Parameter', 'Type', 'CatchClause']);

const isUsed = (reference: Reference): boolean => reference.isRead() || reference.isTypeReference;

/** Whether a variable is one that the source declares, or `arguments` where it is used. */
const exists = (variable: Variable): boolean => variable.defs.length > 0 || variable.references.length > 0;

/**
 * The variable that a reference means. Analysis leaves those of a script's own globals open, since other scripts may
 * declare them as well; within `with` it is right to.
 */
export function resolved({ blocks }: Analysis, reference: Reference): Variable | null {
  if (reference.resolved) return reference.resolved;
  for (let scope: Scope | null = reference.from; scope !== null; scope = scope.upper) {
    if (scope.type === 'with') return null;
  }
  const own = blocks[0]?.scope.set.get(reference.identifier.name as string);
  return own !== undefined && own.defs.length > 0 ? own : null;
}

/** Scopes opened by what defines a variable: functions and classes, also those that it is initialised with. */
function namespaces(variable: Variable, opened: ReadonlyMap<SyntaxNode, Block>): readonly number[] {
  const ids = variable.defs.flatMap((definition: Definition) => {
    const node = definition.node as unknown as SyntaxNode;
    const value = definition.type === 'Variable' ? childOf(node, 'init') : node;
    const block = value === null || definition.type === 'Parameter' ? undefined : opened.get(value);
    return block === undefined ? [] : [block.id];
  });
  return [...new Set(ids)];
}

/** Scopes by the node of their function, class, enum or namespace; the outermost where a node opens several. */
export function openedBy({ blocks }: Analysis): ReadonlyMap<SyntaxNode, Block> {
  const opened = new Map<SyntaxNode, Block>();
  for (const block of blocks) {
    const named = ['function', 'class', 'tsEnum', 'tsModule'].includes(block.scope.type);
    if (named && !opened.has(nodeOf(block.scope))) opened.set(nodeOf(block.scope), block);
  }
  return opened;
}

/** Emits `symtable_symbols` and `symtable_namespace_edges` of one scope, declared names first. */
export function emitSymbols(
  analysis: Analysis,
  block: Block,
  opened: ReadonlyMap<SyntaxNode, Block>,
  emit: EmitRow,
): void {
  const { scope } = block;
  for (const variable of scope.variables.filter(exists)) {
    const inside = namespaces(variable, opened);
    emit('symtable_symbols', {
      block_id: block.id,
      name: variable.name,
      ...flagsOf(variable),
      is_namespace: inside.length > 0,
      namespace_count: inside.length,
    });
    for (const namespace_block_id of inside) {
      emit('symtable_namespace_edges', { block_id: block.id, name: variable.name, namespace_block_id });
    }
  }
  for (const [name, references] of mentioned(analysis, scope)) {
    const isFree = references.some((reference) => resolved(analysis, reference) !== null);
    emit('symtable_symbols', {
      block_id: block.id,
      name,
      ...NO_FLAGS,
      is_referenced: references.some(isUsed),
      is_assigned: references.some((reference) => reference.isWrite()),
      is_free: isFree,
      is_global: !isFree,
    });
  }
}

/** References in a scope to what it does not declare, by name, in the order of their first mention. */
function mentioned(analysis: Analysis, scope: Scope): ReadonlyMap<string, readonly Reference[]> {
  const byName = new Map<string, Reference[]>();
  for (const reference of scope.references) {
    if (resolved(analysis, reference)?.scope === scope) continue;
    const name = reference.identifier.name as string;
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [reference]);
    else same.push(reference);
  }
  return byName;
}

function flagsOf(variable: Variable): Flags {
  const { defs, references } = variable;
  const types = new Set(defs.map(({ type }) => type as string));
  const isType = (definition: Definition): boolean => (definition.node.type as string) === 'TSTypeParameter';
  return {
    ...NO_FLAGS,
    is_referenced: references.some(isUsed),
    is_imported: types.has('ImportBinding'),
    is_parameter: types.has('Parameter') || defs.length === 0,
    is_type_parameter: defs.some(isType),
    is_local: true,
    is_annotated: defs.some(({ name }) => childOf(name as unknown as SyntaxNode, 'typeAnnotation') !== null),
    is_assigned:
      [...types].some((type) => !UNASSIGNED.has(type)) || references.some((reference) => reference.isWrite()),
  };
}
