/** The small files whose content Nx hashes: one per lane, saying what the lane's columns hold. */
import { canonicalJson, sha256 } from '../../plugin/core/digest';
import type { ManifestColumn } from '../../plugin/manifest/manifest-schema';
import type { Lane } from '../../plugin/schema/semantic-type';

/** One partition as lanes see it: its rows and a digest per column. */
export interface DigestedPartition {
  readonly partition: string;
  readonly rows: number;
  readonly columns: Readonly<Record<string, string>>;
}

/**
 * Text of every lane file of a dataset that consists of `partitions`. All three always exist, so what a producer
 * writes never depends on who consumes it, and each depends on the number of rows.
 */
export function laneFiles(
  columns: readonly ManifestColumn[],
  partitions: readonly DigestedPartition[],
): Readonly<Record<Lane, string>> {
  const textOf = (lane: Lane) => {
    const own = columns.filter((c) => c.lane === lane).map(({ name, type }) => ({ name, type }));
    const content = partitions.map(({ partition, rows, columns: digests }) => ({
      partition,
      rows,
      digests: own.map((c) => digests[c.name] ?? null),
    }));
    return `${sha256(canonicalJson({ columns: own, content }))}\n`;
  };
  return { identity: textOf('identity'), location: textOf('location'), content: textOf('content') };
}
