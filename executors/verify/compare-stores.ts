/** Two stores, file by file: what a clean build has and what there is. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { CPG_PROJECT, STAMP_FILE } from '../../plugin/manifest/naming';
import { WORKSPACE_PARTITION } from '../../plugin/manifest/partition';
import { storePaths } from '../runtime/store-paths';
import { type DifferentRow, differentRows } from './different-rows';

export interface Difference {
  /** Below the data directory, with `/`. */
  readonly file: string;
  /** The task that made it; of a project, its partition stands for its name. */
  readonly task: string;
  readonly what: string;
  /** The first rows that only one of the two has. */
  readonly rows: readonly DifferentRow[];
}

/** Roots of the two workspaces, absolute. */
interface Stores {
  readonly found: string;
  readonly clean: string;
}

/**
 * Compares rows and, in the digests that other tasks read, which partitions there are. What the clean store does not
 * have is not looked at: files that no gather lists are no part of the graph.
 */
export async function compareStores({ found, clean }: Stores): Promise<{ files: number; differences: Difference[] }> {
  const root = storePaths(clean).data;
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== STAMP_FILE)
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const differences: Difference[] = [];
  for (const file of files) {
    const [theirs, ours] = [join(storePaths(found).data, file), join(root, file)];
    const [partition = '', target = ''] = file.split('/');
    const task = `${partition === WORKSPACE_PARTITION ? CPG_PROJECT : partition}:${target}`;
    const missing = !existsSync(theirs);
    if (!missing && readFileSync(theirs).equals(readFileSync(ours))) continue;
    const isRows = file.endsWith('.parquet') && !missing;
    const rows = isRows ? await differentRows({ found: theirs, clean: ours }) : [];
    differences.push({ file, task, what: whatDiffers(missing, isRows, rows.length), rows });
  }
  return { files: files.length, differences };
}

function whatDiffers(missing: boolean, isRows: boolean, rows: number): string {
  if (missing) return 'missing';
  if (!isRows) return 'other digests';
  return rows === 0 ? 'the same rows in other bytes' : 'other rows';
}
