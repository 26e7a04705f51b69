/** Stages 5 to 8 of one view: its SQL, planned over empty tables, and everything that the plan says. */
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import type { EmittedView } from '../ir/emitted';
import type { Decision } from '../ir/inferred';
import type { Fixpoint } from '../plan/fixpoint';
import type { PlanSignals } from '../plan/signals';
import type { Column } from '../schema/column';
import type { SemanticType } from '../schema/semantic-type';
import { name, select } from '../semantics/sql';

/** A view whose plan was read. */
export interface PlannedView {
  readonly emitted: EmittedView;
  readonly columns: readonly Column[];
  readonly scope: Decision<'project' | 'workspace'>;
  /** Whether its rows come in the order in which the only dataset it reads is stored. */
  readonly keepsOrder: boolean;
  /** Its SQL in rounds, when it is one recursion. */
  readonly fixpoint?: Fixpoint;
  /** Dataset to the columns read of it. */
  readonly inputs: ReadonlyMap<string, readonly string[]>;
  /** Names, sorted. */
  readonly functions: readonly string[];
  readonly signals: PlanSignals;
}

/** Types that Parquet does not keep, and the type to store instead; values that do not fit are an error at run time. */
const STORED_AS: readonly (readonly [RegExp, string])[] = [
  [/^HUGEINT$/, 'bigint'],
  [/^UHUGEINT$/, 'ubigint'],
  [/^ENUM\([\s\S]*\)$/, 'varchar'],
  [/\bTIMESTAMP_M?S\b/g, 'timestamp'],
  [/\[\d+\]/g, '[]'],
];

const storedAs = (type: string): string => STORED_AS.reduce((stored, [kind, to]) => stored.replace(kind, to), type);

const UNSTORABLE = /\b(HUGEINT|UHUGEINT|ENUM|UNION|BIT|BIGNUM|VARIANT)\b|^"?NULL"?$/;

/** `sql`, with a cast around each output whose type would not survive storage. */
export function storable(sql: string, outputs: readonly Output[]): string {
  if (outputs.every(({ type }) => storedAs(type) === type)) return sql;
  const columns = outputs.map(({ name: column, type }) =>
    storedAs(type) === type ? name(column) : `${name(column)}::${storedAs(type)} as ${name(column)}`,
  );
  return select(columns, `from (\n${sql}\n)`);
}

/** Columns that cannot be stored as they are planned. */
export function unstorable(view: string, columns: readonly Column[]): Diagnostic[] {
  return columns
    .filter((c) => UNSTORABLE.test(c.type))
    .map((c) => diagnostic('CPG_OUTPUT_TYPE', { view, column: c.name, type: c.type }));
}

interface Output {
  readonly name: string;
  readonly type: string;
}

/** The columns of a view: the type a declaration gives, or else the one that lineage brings. */
export function annotate(
  outputs: readonly Output[],
  inferred: readonly (SemanticType | null)[],
  nullable: readonly boolean[],
  declared: Readonly<Record<string, SemanticType>>,
): readonly Column[] {
  return outputs.map(({ name: column, type }, i) => {
    const semantic = declared[column] ?? inferred[i] ?? undefined;
    return { name: column, type, nullable: nullable[i] ?? true, ...(semantic === undefined ? {} : { semantic }) };
  });
}
