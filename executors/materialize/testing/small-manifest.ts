/** A manifest of two extractors, three project-scoped views in two stages around a broadcast, and a summary. */
import { digestOf } from '../../../plugin/core/digest';
import { type Manifest, type ManifestColumn, manifestSchema } from '../../../plugin/manifest/manifest-schema';

type Lane = ManifestColumn['lane'];

const column = (name: string, type: string, lane: Lane, nullable = false): ManifestColumn => ({
  name,
  type,
  nullable,
  semantic: null,
  lane,
});
const PATH = column('path', 'VARCHAR', 'identity');
const decided = <T>(value: T) => ({ value, confidence: 1, evidence: ['test'] });
const storage = { compression: 'zstd', compressionLevel: 1, rowGroupSize: 2048 };

interface ViewSketch {
  readonly sql: string;
  readonly columns: readonly ManifestColumn[];
  readonly order: readonly string[];
  readonly stage: number | null;
  readonly inputs: Readonly<Record<string, readonly string[]>>;
}

/** `changes` replaces the SQL of views, which changes their fingerprints. */
export function smallManifest(changes: Readonly<Record<string, string>> = {}): Manifest {
  const views = Object.entries(sketches()).map(([name, sketch]) => {
    const sql = changes[name] ?? sketch.sql;
    const inputs = Object.entries(sketch.inputs).map(([d, columns]) => [d, { columns, lanes: ['content'] }]);
    return [
      name,
      {
        kind: 'derive',
        description: name,
        fingerprint: digestOf(sql),
        scope: decided(sketch.stage === null ? 'workspace' : 'project'),
        stage: sketch.stage,
        sql,
        columns: sketch.columns,
        order: sketch.order,
        inputs: Object.fromEntries(inputs),
        functions: [],
        inferred: {},
        storage,
      },
    ];
  });
  const stage = (index: number, names: readonly string[]) => ({
    index,
    views: names,
    fingerprint: digestOf(index),
    inputs: {},
  });
  return manifestSchema.parse({
    version: 1,
    engine: { cpg: '0', duckdb: '1', digest: digestOf('engine'), compiler: digestOf('compiler') },
    sources: {},
    macros: ['CREATE MACRO shout(t) AS upper(t)'],
    extractors: {
      'repo-scan': extractor('all', { repo_files: [PATH, column('bytes', 'BIGINT', 'content')] }),
      words: extractor(['python'], {
        words: [
          PATH,
          column('bstart', 'BIGINT', 'location'),
          column('word', 'VARCHAR', 'content'),
          column('note', 'VARCHAR', 'content', true),
        ],
      }),
    },
    views: Object.fromEntries(views),
    stages: [stage(1, ['loud_words', 'loud_long']), stage(2, ['known'])],
    outputs: ['graph_summary', 'known'],
    summary: 'graph_summary',
    schedule: { order: [], criticalPath: [], bottomLevel: { graph_summary: 1 }, slack: {} },
    policy: { fingerprint: digestOf(0), cache: {} },
    fingerprint: digestOf(changes),
  });
}

const extractor = (
  languages: 'all' | readonly string[],
  datasets: Readonly<Record<string, readonly ManifestColumn[]>>,
) => ({
  identity: digestOf(Object.keys(datasets)),
  languages,
  unit: 'file',
  context: null,
  evidenceRank: 1,
  parser: null,
  tools: {},
  optionalTools: [],
  datasets: Object.fromEntries(
    Object.entries(datasets).map(([name, columns]) => [
      name,
      {
        description: name,
        columns,
        order: columns.slice(0, 2).map((c) => c.name),
        storage: { compression: 'zstd', compressionLevel: 1, rowGroupSize: 122_880 },
      },
    ]),
  ),
});

const sketches = (): Readonly<Record<string, ViewSketch>> => ({
  loud_words: {
    sql: 'select path, bstart, shout(word) as loud from words',
    columns: [PATH, column('bstart', 'BIGINT', 'location'), column('loud', 'VARCHAR', 'content')],
    order: ['path', 'bstart'],
    stage: 1,
    inputs: { words: ['path', 'bstart', 'word'] },
  },
  /** Reads no positions. */
  loud_long: {
    sql: 'select path, loud, count(*) as times from loud_words where length(loud) > 3 group by path, loud',
    columns: [PATH, column('loud', 'VARCHAR', 'content'), column('times', 'BIGINT', 'content')],
    order: ['path', 'loud'],
    stage: 1,
    inputs: { loud_words: ['path', 'loud'] },
  },
  vocabulary: {
    sql: 'select distinct loud from loud_long',
    columns: [column('loud', 'VARCHAR', 'content')],
    order: ['loud'],
    stage: null,
    inputs: { loud_long: ['loud'] },
  },
  known: {
    sql: 'select w.path, w.bstart, w.loud from loud_words w semi join vocabulary v using (loud)',
    columns: [PATH, column('bstart', 'BIGINT', 'location'), column('loud', 'VARCHAR', 'content')],
    order: ['path', 'bstart'],
    stage: 2,
    inputs: { loud_words: ['path', 'bstart', 'loud'], vocabulary: ['loud'] },
  },
  graph_summary: {
    sql: "select 'node' as element, loud as kind, count(*) as count from known group by loud union all select 'edge', 'file', count(*) from repo_files",
    columns: [
      column('element', 'VARCHAR', 'content'),
      column('kind', 'VARCHAR', 'content'),
      column('count', 'BIGINT', 'content'),
    ],
    order: ['element', 'kind'],
    stage: null,
    inputs: { known: ['loud'], repo_files: [] },
  },
});
