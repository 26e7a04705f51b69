/** One task in a process of its own: the same code as in a batch. */
import type { ExecutorContext } from '@nx/devkit';
import { DiagnosticError } from '../../plugin/core/diagnostic';
import { InvariantViolation } from '../../plugin/core/invariant';
import { announceBuild } from '../runtime/build-marks';
import { openRun } from './open-run';
import { runTasks } from './run';

export { batchImplementation } from './batch';

export default async function materialize(
  _options: unknown,
  context: ExecutorContext,
): Promise<{ readonly success: boolean }> {
  const { projectName: project, targetName: target } = context;
  if (project === undefined || target === undefined) throw new InvariantViolation('Nx gave no project and target');
  try {
    const session = openRun(context, 1);
    try {
      await announceBuild(session.store.paths);
      let success = false;
      for await (const { record, text } of runTasks(session, [
        { id: `${project}:${target}`, project, target, needs: [] },
      ])) {
        success = record.outcome === 'built' || record.outcome === 'cut_off';
        (success ? process.stdout : process.stderr).write(text);
      }
      return { success };
    } finally {
      await session.close();
    }
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return { success: false };
  }
}
