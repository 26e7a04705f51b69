/** The part of `.cpg/runs/<id>/run.json` that the summary of a run shows. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { STORE_DIRECTORY } from '../manifest/naming';

const runRecord = z.object({
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  tasks: z.array(z.object({ outcome: z.string(), rows: z.number() })),
});

export type RunRecord = z.infer<typeof runRecord>;

/** Records of runs that started at or after `since` (milliseconds since 1970). A record that cannot be read is left out. */
export function recordedRuns(workspaceRoot: string, since: number): readonly RunRecord[] {
  const runs = join(workspaceRoot, STORE_DIRECTORY, 'runs');
  return directoriesIn(runs).flatMap((id) => {
    const record = readRecord(join(runs, id, 'run.json'));
    return record !== null && Date.parse(record.startedAt) >= since ? [record] : [];
  });
}

function directoriesIn(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function readRecord(file: string): RunRecord | null {
  try {
    const parsed = runRecord.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
