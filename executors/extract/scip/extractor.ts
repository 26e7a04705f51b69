/** Resolved names, from the indexers that are installed. */

import { optionalPackageDirectory } from '../../../plugin/manifest/tool-packages';
import declaration from '../../../plugin/model/extractors/scip';
import { defineProjectRuntime } from '../extractor-runtime';
import { indexProject } from './index-project';
import { limitsFromEnvironment } from './limits';
import { pythonIndexer } from './python/indexer';
import { isSource } from './sources';
import { typescriptIndexer } from './typescript/indexer';

const INDEXERS = [pythonIndexer, typescriptIndexer];

export default defineProjectRuntime({
  declaration,
  async open() {
    const limits = limitsFromEnvironment();
    return async (project, emit) => {
      let milliseconds = 0;
      for (const indexer of INDEXERS) {
        const directory = optionalPackageDirectory(indexer.package, project.workspaceRoot);
        if (directory === undefined || !project.files.some((file) => isSource(file, indexer.languages))) continue;
        milliseconds += await indexProject(indexer, directory, project, limits, emit);
      }
      return milliseconds;
    };
  },
});
