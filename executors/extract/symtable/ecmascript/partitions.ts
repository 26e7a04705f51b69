/** Names of functions by role, and the methods of classes. */
import { keyName } from '../../oxc/naming';
import { childOf, childrenOf } from '../../oxc/node';
import type { Program } from '../../oxc/parse';
import { type Analysis, type Block, nodeOf } from './analyze';
import type { EmitRow } from './rows';
import { resolved } from './symbols';

/** Emits the `symtable_partitions` of a function or class; other scopes have none. */
export function emitPartitions(program: Program, analysis: Analysis, block: Block, emit: EmitRow): void {
  const { scope } = block;
  const add = (partition: string, names: Iterable<string>): void => {
    let position = 0;
    for (const name of new Set(names))
      emit('symtable_partitions', { block_id: block.id, partition, name, position: position++ });
  };
  if (scope.type === 'class') {
    const body = childOf(nodeOf(scope), 'body');
    const members =
      body === null ? [] : childrenOf(body, 'body').filter(({ type }) => type.endsWith('MethodDefinition'));
    add(
      'methods',
      members.flatMap((member) => keyName(program.source, member)?.text ?? []),
    );
  }
  if (scope.type !== 'function') return;
  const declared = scope.variables.filter(({ defs }) => defs.length > 0);
  const isParameter = (variable: (typeof declared)[number]): boolean =>
    variable.defs.some(({ type }) => (type as string) === 'Parameter');
  add(
    'parameters',
    declared.filter(isParameter).map(({ name }) => name),
  );
  add(
    'locals',
    declared.filter((variable) => !isParameter(variable)).map(({ name }) => name),
  );
  const through = scope.through.map((reference) => ({
    name: reference.identifier.name as string,
    isFound: resolved(analysis, reference) !== null,
  }));
  add(
    'globals',
    through.filter(({ isFound }) => !isFound).map(({ name }) => name),
  );
  add(
    'frees',
    through.filter(({ isFound }) => isFound).map(({ name }) => name),
  );
}
