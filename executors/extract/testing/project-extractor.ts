/** An extractor whose unit is the project, for tests: counts files, and fails on request. */
import { existsSync, writeFileSync } from 'node:fs';
import { defineExtractor } from '../../../plugin/declaration/extractor';
import { fileId, int, path, text } from '../../../plugin/schema/columns';
import { defineProjectRuntime } from '../extractor-runtime';

const declaration = defineExtractor({
  name: 'counting',
  description: 'How many files there are.',
  unit: 'project',
  languages: ['python'],
  evidenceRank: 9,
  parser: null,
  tools: [],
  context: { beside: [], anywhere: [], root: [] },
  datasets: {
    projects: {
      description: 'One row per project.',
      columns: { name: text(), files: int(), context: int(), dependencies: int() },
    },
    sizes: { description: 'One row per file.', columns: { file_id: fileId(), path: path(), size: int() } },
  },
});

/** A file with the text `throw`, `throw-once <marker>` or `foreign` makes it fail. */
export default defineProjectRuntime({
  declaration,
  async open() {
    return async ({ name, files, context, dependencies }, emit) => {
      for (const { path: file, bytes } of files) {
        const [how, marker = ''] = bytes.toString().split(' ');
        if (how === 'throw') throw new Error('as asked');
        if (how === 'throw-once' && !existsSync(marker)) {
          writeFileSync(marker, '');
          throw new Error('as asked, once');
        }
        emit('sizes', how === 'foreign' ? 'elsewhere.py' : file, { size: bytes.length });
      }
      const counts = { files: files.length, context: context.length, dependencies: dependencies.length };
      emit('projects', null, { name, ...counts });
      return 0;
    };
  },
});
