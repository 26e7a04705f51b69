/** Records the indexes of the fixtures with the indexers in the workspace that is named on the command line. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { IndexSchema } from '@c4312/scip';
import { optionalPackageDirectory } from '../../../../plugin/manifest/tool-packages';
import type { Indexer } from '../indexer';
import { pythonIndexer } from '../python/indexer';
import { runIndexer } from '../run-indexer';
import { typescriptIndexer } from '../typescript/indexer';
import { openProject, type TestProject } from './extract-project';
import { PYTHON, recordedIndex, TYPESCRIPT } from './projects';

/** In place of the directory that the index was made in. */
const PROJECT_ROOT = 'file:///somewhere/else';

async function record(indexer: Indexer, project: TestProject): Promise<void> {
  const directory = optionalPackageDirectory(indexer.package, project.workspaceRoot);
  if (directory === undefined) throw new Error(`${indexer.package} is not installed in ${project.workspaceRoot}`);
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'cpg-record-')));
  try {
    const prepared = indexer.prepare(openProject(project, temporary), directory, temporary);
    const limits = { memoryMegabytes: 2048, timeoutMilliseconds: 120_000 };
    const run = await runIndexer({ ...prepared, limits, temporary });
    if (run.exitCode !== 0) throw new Error(run.output);
    const index = fromBinary(IndexSchema, readFileSync(prepared.index));
    if (index.metadata !== undefined) index.metadata.projectRoot = PROJECT_ROOT;
    const destination = recordedIndex(project.root ?? '');
    writeFileSync(destination, toBinary(IndexSchema, index));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function main([workspaceRoot]: readonly string[]): Promise<void> {
  if (workspaceRoot === undefined) throw new Error('usage: record.ts <workspace with the indexers>');
  const packages = join(workspaceRoot, 'node_modules', '@acme');
  mkdirSync(join(workspaceRoot, 'typescript-core'), { recursive: true });
  mkdirSync(packages, { recursive: true });
  symlinkSync(join('..', '..', 'typescript-core'), join(packages, 'core'));
  await record(pythonIndexer, { ...PYTHON, workspaceRoot });
  await record(typescriptIndexer, { ...TYPESCRIPT, workspaceRoot });
}

void main(process.argv.slice(2));
