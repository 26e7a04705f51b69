/** The check that the manifest still says what the declarations say; everything else depends on it. */
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { staleSources } from '../../plugin/manifest/staleness';
import type { Session } from './session';
import type { TaskDone } from './task-run';

/** Errors: `CPG_MANIFEST_STALE`. */
export function runManifestCheck({ manifest, workspace }: Session): TaskDone {
  const changed = staleSources(manifest, workspace.root, workspace.cpgRoot);
  if (changed.length > 0) throw new DiagnosticError([diagnostic('CPG_MANIFEST_STALE', { changed })]);
  return { datasets: {}, files: 0 };
}
