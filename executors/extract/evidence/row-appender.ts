/** Rows, which are objects, taken apart into columns. */
import type { ColumnBuilder } from './column-builder';
import type { Cell } from './column-source';

export type Row = Readonly<Record<string, Cell>>;

interface NamedBuilder {
  readonly name: string;
  readonly builder: ColumnBuilder;
}

type Appender = (row: Row) => void;
type AppenderFactory = (builders: readonly ColumnBuilder[]) => Appender;

/** By names of columns. */
const factories = new Map<string, AppenderFactory>();

/**
 * Appends rows to `columns`. Its code is generated, once per set of names: properties read by constant names, and one
 * call per column that always meets the same class of builder, are what an engine compiles to a few instructions each,
 * and what it has learnt is kept from one chunk of files to the next. A loop over the names looks every value up in the
 * row, and took most of the time of a row.
 */
export function appenderOf(columns: readonly NamedBuilder[]): Appender {
  const names = JSON.stringify(columns.map(({ name }) => name));
  const factory = factories.get(names) ?? factoryFor(columns);
  factories.set(names, factory);
  return factory(columns.map(({ builder }) => builder));
}

function factoryFor(columns: readonly NamedBuilder[]): AppenderFactory {
  const builders = columns.map((_, i) => `c${i}`).join(', ');
  const pushes = columns.map(({ name }, i) => `c${i}.push(row[${JSON.stringify(name)}]);`).join(' ');
  const factory = new Function('builders', `const [${builders}] = builders; return (row) => { ${pushes} };`);
  return (given) => factory(given);
}
