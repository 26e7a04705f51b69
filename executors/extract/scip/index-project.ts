/** One indexer over one project: prepare, run, and turn what it wrote into rows. */
import { mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OpenProject } from '../extractor-runtime';
import { indexWith } from './attempt';
import type { ScipEmit } from './document-rows';
import { hidePaths } from './hidden-paths';
import { emitIndex, isWholeIndex } from './index-rows';
import type { IndexError, Indexer } from './indexer';
import type { IndexerLimits } from './limits';

/**
 * Emits the rows of `indexer`, whose package is in `directory`; gives the CPU time it took, in milliseconds. See
 * `indexWith` for what throws and what is an error row.
 */
export async function indexProject(
  indexer: Indexer,
  directory: string,
  project: OpenProject,
  limits: IndexerLimits,
  emit: ScipEmit,
): Promise<number> {
  const temporary = join(project.temporary, indexer.name);
  mkdirSync(temporary, { recursive: true });
  const prepared = indexer.prepare(project, directory, temporary);
  const hide = hidePaths([
    join(temporary, 'own'),
    join(temporary, 'dependencies'),
    join(temporary, 'workspace'),
    project.temporary,
    project.workspaceRoot,
    realpathSync(project.workspaceRoot),
    dirname(directory),
  ]);
  const report = ({ code, path, message }: IndexError) =>
    emit('scip_errors', path, { project_root: project.root, tool_name: indexer.name, code, message: hide(message) });
  prepared.errors.forEach(report);
  if (prepared.expected.size === 0) return 0;

  const { bytes, error, output, cpuMilliseconds } = await indexWith(
    prepared,
    indexer.name,
    limits,
    temporary,
    isWholeIndex,
  );
  if (error !== null) report(error);
  for (const message of new Set(prepared.complaints(output)))
    report({ code: 'document_incomplete', path: null, message });
  const found =
    bytes === null ? new Set() : emitIndex(bytes, { project, tool: indexer.name, indexer: prepared, hide }, emit);
  // With none at all the error says so.
  if (error === null) {
    for (const path of prepared.expected) {
      if (!found.has(path)) report({ code: 'document_missing', path, message: 'the index has no such document' });
    }
  }
  return cpuMilliseconds;
}
