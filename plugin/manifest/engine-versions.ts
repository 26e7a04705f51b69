import { ownVersion, packageVersion } from './engine';
import type { Manifest } from './manifest-schema';
import { installedTools } from './tool-packages';

/**
 * The installed versions that the manifest depends on, as one line: `cpg 0.1.0, @duckdb/node-api 1.5.6-r.1, ...`.
 * Reads package.json files only.
 */
export function engineVersions({ extractors }: Manifest, workspaceRoot: string): string {
  const tools = Object.values(extractors).flatMap((extractor) =>
    Object.entries(installedTools(extractor, workspaceRoot)),
  );
  const packages = [...new Map(tools)].sort(([a], [b]) => (a < b ? -1 : 1));
  const versions = [['cpg', ownVersion()], ['@duckdb/node-api', packageVersion('@duckdb/node-api')], ...packages];
  return versions.map(([name, version]) => `${name} ${version}`).join(', ');
}
