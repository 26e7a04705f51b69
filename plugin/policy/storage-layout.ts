/** Physical layout of a dataset on disk; part of its key, because it decides bytes. */
export interface StorageLayout {
  readonly compression: 'zstd';
  /** The engine's own level, 3, takes half as much time again to write syntax trees, for 6 % fewer bytes. */
  readonly compressionLevel: number;
  /** Rows per row group. */
  readonly rowGroupSize: number;
}

/** DuckDB's own row group size: small enough to prune by path, large enough to compress. */
const ROW_GROUP_SIZE = 122_880;

export const storageLayout = (): StorageLayout => ({
  compression: 'zstd',
  compressionLevel: 1,
  rowGroupSize: ROW_GROUP_SIZE,
});
