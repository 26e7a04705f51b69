/** One task in a process of its own: the same code as in a batch. */
import type { ExecutorContext } from '@nx/devkit';
import { InvariantViolation } from '../../plugin/core/invariant';
import { announceBuild } from '../runtime/build-marks';
import { succeeds } from '../runtime/user-mistakes';
import { openRun } from './open-run';
import { runTasks } from './run';

export { batchImplementation } from './batch';

export default async function materialize(
  _options: unknown,
  context: ExecutorContext,
): Promise<{ readonly success: boolean }> {
  const { projectName: project, targetName: target } = context;
  if (project === undefined || target === undefined) throw new InvariantViolation('Nx gave no project and target');
  const success = await succeeds(async () => {
    const session = openRun(context, 1);
    try {
      await announceBuild(session.store.paths);
      let done = false;
      for await (const { record, text } of runTasks(session, [
        { id: `${project}:${target}`, project, target, needs: [] },
      ])) {
        done = record.outcome === 'built' || record.outcome === 'cut_off';
        (done ? process.stdout : process.stderr).write(text);
      }
      return done;
    } finally {
      await session.close();
    }
  });
  return { success };
}
