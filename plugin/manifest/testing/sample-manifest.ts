/** A manifest with two extractors, a stage, a broadcast and an on-demand view, for what only looks at its shape. */
import { digestOf } from '../../core/digest';
import { type Manifest, manifestSchema } from '../manifest-schema';

const decided = <T>(value: T) => ({ value, confidence: 1, evidence: [] });

const dataset = {
  description: 'rows',
  columns: [{ name: 'path', type: 'VARCHAR', nullable: false, semantic: 'path', lane: 'identity' }],
  order: ['path'],
  storage: { compression: 'zstd', compressionLevel: 1, rowGroupSize: 2048 },
};

const view = (stage: number | null, inputs: Readonly<Record<string, readonly string[]>>, seed = '') => ({
  kind: 'derive',
  description: 'a view',
  fingerprint: digestOf([stage, inputs, seed]),
  scope: decided(stage === null ? 'workspace' : 'project'),
  stage,
  sql: 'SELECT 1',
  columns: dataset.columns,
  order: ['path'],
  inputs: Object.fromEntries(Object.entries(inputs).map(([name, lanes]) => [name, { columns: ['path'], lanes }])),
  functions: [],
  inferred: {},
  storage: { compression: 'zstd', compressionLevel: 1, rowGroupSize: 2048 },
});

/** `changes` are added to the manifest as they are, after its own members. */
export function sampleManifest(changes: Readonly<Record<string, unknown>> = {}): Manifest {
  return manifestSchema.parse({
    version: 1,
    engine: { cpg: '0.1.0', duckdb: '1.5.6', digest: digestOf('engine'), compiler: digestOf('compiler') },
    sources: { 'cpg/views/exported.sql': digestOf('exported') },
    macros: [],
    extractors: {
      'repo-scan': extractor('all', { repo_files: dataset }),
      'tree-sitter': extractor(['python', 'tsx'], { cst_refs: dataset, cst_defs: dataset }),
    },
    views: SAMPLE_VIEWS,
    stages: [
      stage(1, ['defs'], { cst_defs: ['identity', 'content'] }),
      stage(2, ['resolved'], { cst_refs: ['content'], exported: ['identity'] }),
      stage(3, ['on_demand'], { cst_refs: ['location'] }),
    ],
    outputs: ['cpg_nodes'],
    summary: null,
    schedule: { order: [], criticalPath: [], bottomLevel: {}, slack: {} },
    policy: { fingerprint: digestOf('policy'), cache: {} },
    fingerprint: digestOf('all'),
    ...changes,
  });
}

/** The views of the sample; a test that changes one spreads the others. */
export const SAMPLE_VIEWS = {
  defs: view(1, { cst_defs: ['identity', 'content'] }),
  exported: view(null, { defs: ['content'] }),
  resolved: view(2, { cst_refs: ['content'], exported: ['identity'] }),
  on_demand: view(3, { cst_refs: ['location'] }),
  cpg_nodes: view(null, { defs: ['identity'], resolved: ['identity', 'location'] }),
};

export const sampleView = view;

const extractor = (languages: 'all' | readonly string[], datasets: object) => ({
  identity: digestOf(datasets),
  languages,
  unit: 'file',
  context: null,
  evidenceRank: 1,
  parser: null,
  tools: {},
  optionalTools: [],
  datasets,
});

const stage = (index: number, views: readonly string[], inputs: Readonly<Record<string, readonly string[]>>) => ({
  index,
  views,
  fingerprint: digestOf([index, views]),
  inputs: Object.fromEntries(Object.entries(inputs).map(([name, lanes]) => [name, { columns: ['path'], lanes }])),
});
