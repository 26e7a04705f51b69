/** What happens once Nx has run tasks of ours. */
import type { PostTasksExecutionContext } from '@nx/devkit';
import { DiagnosticError, diagnostic } from '../core/diagnostic';
import { CPG_PROJECT, STORE_DIRECTORY } from '../manifest/naming';
import { rejectDamaged } from './restored-outputs';
import { recordedRuns } from './run-records';
import { runSummary, type TaskResult } from './run-summary';

/**
 * Prints the summary of a run with tasks of ours, and nothing after any other run. With Nx's daemon, which runs the hook
 * in a process of its own, it goes to the daemon's log.
 *
 * Errors, which end Nx with exit code 1: `CPG_CACHE_DAMAGED`.
 */
export function endRun({ taskResults, workspaceRoot, startTime, endTime }: PostTasksExecutionContext): void {
  const ours = Object.values(taskResults).filter(isOurs);
  if (ours.length === 0) return;
  const runs = recordedRuns(workspaceRoot, startTime);
  process.stdout.write(runSummary(ours, runs, endTime - startTime));
  const restored = ours.filter(({ status }) => status === 'remote-cache' || status === 'local-cache');
  const outputs = restored.flatMap(({ task }) => task.outputs);
  const datasets = rejectDamaged(workspaceRoot, outputs);
  if (datasets.length > 0) throw new DiagnosticError([diagnostic('CPG_CACHE_DAMAGED', { datasets })]);
}

/** `query` is not among them: its output may be piped into another program. */
function isOurs({ task }: TaskResult): boolean {
  const { project, target } = task.target;
  if (task.outputs.some((output) => output.startsWith(`${STORE_DIRECTORY}/data/`))) return true;
  return project === CPG_PROJECT && ['manifest', 'build', 'cpg-build'].includes(target);
}
