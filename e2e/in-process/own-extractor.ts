/** An extractor that a workspace brings along, added to a manifest by hand. */
import { digestOf, sha256 } from '../../plugin/core/digest';
import { InvariantViolation } from '../../plugin/core/invariant';
import { type Manifest, manifestSchema } from '../../plugin/manifest/manifest-schema';

const FOLDER = 'cpg/extractors/mark';
const DECLARATION = `import { defineExtractor, fileId, path, text } from 'cpg/declare';
export default defineExtractor({
  name: 'mark', description: 'Marks.', languages: ['python'], evidenceRank: 9, parser: null, tools: [],
  datasets: { marks: { description: 'Marks.', columns: { file_id: fileId(), path: path(), mark: text() } } },
});
`;
const code = (mark: string): string => `import { defineRuntime, type FileContent } from 'cpg/extract';
import declaration from './declaration';
export default defineRuntime({
  declaration,
  async open() { return (_file: FileContent, emit) => emit('marks', { mark: '${mark}' }); },
});
`;

export interface Declared {
  readonly manifest: Manifest;
  /** Path relative to the workspace root to text. */
  readonly files: Readonly<Record<string, string>>;
}

/** `manifest` with the extractor `mark`, whose dataset `marks` has the row `mark` for each Python file. */
export function withOwnExtractor(manifest: Manifest, mark: string): Declared {
  const files = { [`${FOLDER}/declaration.ts`]: DECLARATION, [`${FOLDER}/extractor.ts`]: code(mark) };
  const sources = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, sha256(text)]));
  const like = manifest.extractors['tree-sitter'];
  const definitions = like?.datasets.cst_defs;
  if (like === undefined || definitions === undefined) throw new InvariantViolation('there is nothing to model it on');
  const columns = definitions.columns.filter(({ name }) => name === 'file_id' || name === 'path');
  const text = { name: 'mark', type: 'VARCHAR', nullable: false, semantic: null, lane: 'content' };
  const own = {
    ...like,
    identity: digestOf(sources),
    module: `${FOLDER}/extractor.ts`,
    languages: ['python'],
    parser: null,
    tools: {},
    datasets: { marks: { ...definitions, description: 'Marks.', columns: [...columns, text], order: [] } },
  };
  return {
    manifest: manifestSchema.parse({ ...manifest, sources, extractors: { ...manifest.extractors, mark: own } }),
    files,
  };
}
