import { ownVersion, packageVersion } from './engine';
import type { Manifest } from './manifest-schema';

/**
 * The installed versions that the manifest depends on, as one line: `cpg 0.1.0, @duckdb/node-api 1.5.6-r.1, ...`.
 * Reads package.json files only.
 */
export function engineVersions({ extractors }: Manifest): string {
  const tools = new Set(Object.values(extractors).flatMap((extractor) => Object.keys(extractor.tools)));
  const packages = ['@duckdb/node-api', ...[...tools].sort()].map((name) => `${name} ${packageVersion(name)}`);
  return [`cpg ${ownVersion()}`, ...packages].join(', ');
}
