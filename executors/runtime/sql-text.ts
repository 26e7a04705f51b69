/** SQL text made from names and paths. */

/** An identifier, whatever characters its name has. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A string constant. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A path that the engine's file functions take literally: they expand `*`, `?` and `[` otherwise. */
export const filePath = (path: string): string => literal(path.replaceAll('\\', '/').replace(/[*?[]/g, '[$&]'));

/** Reads Parquet files with the same columns as one relation, in the order given. */
export const readParquet = (paths: readonly string[]): string =>
  `read_parquet([${paths.map(filePath).join(', ')}], hive_partitioning = false)`;
