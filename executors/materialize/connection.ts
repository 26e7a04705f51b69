/** A connection for the length of one task. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Session } from './session';

/** Gives `use` a way to open one connection, and closes it with its temporary tables and views afterwards. */
export async function withConnection<T>(
  session: Session,
  use: (connection: () => Promise<DuckDBConnection>) => Promise<T>,
): Promise<T> {
  let opened: DuckDBConnection | undefined;
  try {
    return await use(async () => {
      opened ??= await (await session.engine()).connect();
      return opened;
    });
  } finally {
    opened?.closeSync();
  }
}
