/** Finds lists that are sorted before anybody looks at them: the engine plans `list(x order by x)` that way. */
import { operandsOf } from '../../plan/operands';
import type { Expr, Relation } from '../../plan/relation';

const ORDER_FREE: ReadonlySet<string> = new Set(['list_sort', 'array_sort', 'list_reverse_sort', 'array_reverse_sort']);

/** The aggregate below `project` (filters aside) and the columns of it that only sorting functions read. */
export function sortedLists(
  project: Extract<Relation, { kind: 'project' }>,
): { readonly aggregate: Relation; readonly columns: ReadonlySet<number> } | null {
  const readers: Expr[] = [...project.outputs];
  let input = project.input;
  while (input.kind === 'filter') {
    readers.push(...input.predicates);
    input = input.input;
  }
  if (input.kind !== 'aggregate') return null;
  const seen = new Set(readers.flatMap(columnsReadUnsorted));
  const first = input.groups.length;
  const columns = input.aggregates.flatMap((_, i) => (seen.has(first + i) ? [] : [first + i]));
  return { aggregate: input, columns: new Set(columns) };
}

function columnsReadUnsorted(expr: Expr): readonly number[] {
  if (expr.kind === 'column') return [expr.index];
  const [list] = operandsOf(expr);
  const sorts = expr.kind === 'function' && ORDER_FREE.has(expr.name) && list?.kind === 'column';
  return (sorts ? operandsOf(expr).slice(1) : operandsOf(expr)).flatMap(columnsReadUnsorted);
}
