/** One task, by what its target stands for. */
import { assertNever, InvariantViolation } from '../../plugin/core/invariant';
import { roleOf } from '../../plugin/manifest/naming';
import type { TaskProgress } from '../runtime/progress';
import { runBuild } from './build-task';
import { runDataset } from './dataset-task';
import { runExtract } from './extract-task';
import { runManifestCheck } from './manifest-task';
import type { Session } from './session';
import { runStage } from './stage-task';
import type { MaterializeTask, TaskDone } from './task-run';

export async function runTask(session: Session, task: MaterializeTask, progress: TaskProgress): Promise<TaskDone> {
  const role = roleOf(task.target);
  switch (role.kind) {
    case 'extract':
      return runExtract(session, task, role.extractor, progress);
    case 'stage':
      return runStage(session, task, role.stage);
    case 'dataset':
      return runDataset(session, role.dataset);
    case 'reserved':
      if (role.target === 'manifest') return runManifestCheck(session);
      if (role.target === 'build' || role.target === 'cpg-build') return runBuild(session);
      throw new InvariantViolation(`target '${role.target}' is not run by this executor`);
    default:
      return assertNever(role);
  }
}
