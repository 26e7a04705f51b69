/**
 * What decides the content of each dataset, as digests in a small file beside the manifest. Nx parses it for every task,
 * and doing that with the manifest was a sixth of what a run costs in which nothing changed.
 */
import { posix } from 'node:path';
import { digestOf } from '../core/digest';
import type { Manifest, ManifestView } from './manifest-schema';
import { KEYS_FILE } from './naming';

/** Where the keys of a manifest are; both paths are relative to the workspace root. */
export const keysFile = (manifestFile: string): string => posix.join(posix.dirname(manifestFile), KEYS_FILE);

/** The text of the file: one line per key, sorted, so that a change shows what is built again. */
export function keysText({ engine, extractors, views }: Manifest): string {
  const evidence = Object.values(extractors).flatMap((extractor) => Object.entries(extractor.datasets));
  const keys = {
    columns: digests([...evidence, ...Object.entries(views)], ({ columns }) => columns),
    engine: engine.digest,
    extractors: digests(Object.entries(extractors), ({ identity }) => identity),
    views: digests(Object.entries(views), bytesOf),
  };
  return `${JSON.stringify(keys, null, 1)}\n`;
}

/** Everything of a view that decides the bytes of its dataset. */
const bytesOf = ({ fingerprint, columns, order, storage, scope }: ManifestView) => ({
  fingerprint,
  columns,
  order,
  storage,
  scope: scope.value,
});

const digests = <T>(
  entries: readonly (readonly [string, T])[],
  what: (value: T) => unknown,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    entries
      .map(([name, value]): [string, string] => [name, digestOf(what(value))])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
