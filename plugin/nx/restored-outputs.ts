/** Whether what a remote cache gave is what was put into it: Nx unpacks an archive without looking at its checksum. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../core/digest';
import { PARQUET_FILE, STAMP_FILE } from '../manifest/naming';

const stampedFile = z.object({ parquet: z.object({ sha256: z.string() }).nullable() });

/**
 * Datasets below the directories `outputs`, relative to the workspace root, whose file is not the one that its stamp
 * names. They lose the stamp, so that nobody takes them for built.
 */
export function rejectDamaged(workspaceRoot: string, outputs: readonly string[]): readonly string[] {
  const damaged = outputs
    // A stage without views leaves nothing.
    .filter((output) => existsSync(join(workspaceRoot, output)))
    .flatMap((output) => datasetsIn(workspaceRoot, output))
    .filter((d) => !isWhole(join(workspaceRoot, d)));
  for (const dataset of damaged) rmSync(join(workspaceRoot, dataset, STAMP_FILE), { force: true });
  return damaged.sort();
}

const datasetsIn = (workspaceRoot: string, output: string): readonly string[] =>
  readdirSync(join(workspaceRoot, output), { recursive: true, encoding: 'utf8' })
    .filter((file) => basename(file) === STAMP_FILE)
    .map((file) => join(output, dirname(file)).split(sep).join('/'));

function isWhole(dataset: string): boolean {
  try {
    const { parquet } = stampedFile.parse(JSON.parse(readFileSync(join(dataset, STAMP_FILE), 'utf8')));
    return parquet === null || sha256(readFileSync(join(dataset, PARQUET_FILE))) === parquet.sha256;
  } catch {
    return false;
  }
}
