import type { Manifest } from '../../plugin/manifest/manifest-schema';

/** The manifest as it is committed: keys in a stable order, one value per line so that changes can be reviewed. */
export const manifestText = (manifest: Manifest): string => `${JSON.stringify(sorted(manifest), null, 2)}\n`;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, member]) => [key, sorted(member)]),
  );
}
