/** What the manifest knows of one dataset: how it is made, of what, and which decisions were made for it and why. */
import { buildClosure } from '../../plugin/manifest/build-closure';
import { datasetColumns } from '../../plugin/manifest/dataset-columns';
import type {
  Decided,
  Manifest,
  ManifestColumn,
  ManifestStorage,
  ManifestView,
  Reads,
} from '../../plugin/manifest/manifest-schema';
import { CPG_PROJECT } from '../../plugin/manifest/naming';
import { extractorOf, producerOf } from '../../plugin/manifest/producer';

/** A decision of the compiler, by what was decided. */
export interface Decision {
  readonly about: string;
  readonly value: unknown;
  /** 0 to 1. */
  readonly confidence: number;
  readonly evidence: readonly string[];
  readonly fallbackReason?: string | undefined;
}

export interface ExplainedInput {
  readonly dataset: string;
  /** Columns whose values it depends on; none: only the number of rows counts. */
  readonly columns: readonly string[];
  /** How many columns the dataset has. */
  readonly of: number;
}

export interface Explanation {
  readonly dataset: string;
  readonly description: string;
  /** `extractor tree-sitter`, or the kind of a view. */
  readonly kind: string;
  /** Targets that make it; `<project>` stands for every project with sources. */
  readonly targets: readonly string[];
  /** Whether `cpg:build` makes it, or only whoever asks for it. */
  readonly inBuild: boolean;
  readonly decisions: readonly Decision[];
  readonly columns: readonly ManifestColumn[];
  readonly order: readonly string[];
  readonly storage: ManifestStorage;
  readonly inputs: readonly ExplainedInput[];
  /** Views that read it, with the columns they read. */
  readonly readers: readonly { readonly view: string; readonly columns: readonly string[] }[];
  /** What its key is made of besides the rows and columns of `inputs`. */
  readonly keyedBy: readonly string[];
  /** Null for evidence. */
  readonly sql: string | null;
}

/** The explanation of a dataset of evidence or a view; undefined for a name that the manifest does not know. */
export function explain(manifest: Manifest, dataset: string): Explanation | undefined {
  const view = manifest.views[dataset];
  return view === undefined ? explainEvidence(manifest, dataset) : explainView(manifest, dataset, view);
}

function explainView(manifest: Manifest, dataset: string, view: ManifestView): Explanation {
  const cache = manifest.policy.cache[dataset];
  return {
    dataset,
    description: view.description,
    kind: view.kind,
    targets: targetsOf(manifest, dataset),
    inBuild: buildClosure(manifest).includes(dataset),
    decisions: [
      decision('scope', view.scope),
      ...(cache === undefined ? [] : [decision('cache', cache)]),
      ...Object.entries(view.inferred).map(([about, decided]) => decision(about, decided)),
    ],
    columns: view.columns,
    order: view.order,
    storage: view.storage,
    inputs: inputsOf(manifest, view.inputs),
    readers: readersOf(manifest, dataset),
    keyedBy: [`the meaning of its statement (${short(view.fingerprint)})`, engineOf(manifest)],
    sql: view.sql,
  };
}

function explainEvidence(manifest: Manifest, dataset: string): Explanation | undefined {
  const found = extractorOf(manifest, dataset);
  const evidence = found?.[1].datasets[dataset];
  if (found === undefined || evidence === undefined) return undefined;
  const [name, { identity, languages, unit, tools }] = found;
  const read = languages === 'all' ? 'every file' : languages.length === 0 ? 'nothing: left out' : languages.join(', ');
  return {
    dataset,
    description: evidence.description,
    kind: `evidence of ${name}, which reads ${read}, ${unit === 'file' ? 'a file' : 'all files of a project'} at a time`,
    targets: targetsOf(manifest, dataset),
    inBuild: buildClosure(manifest).includes(dataset),
    decisions: [],
    columns: evidence.columns,
    order: evidence.order,
    storage: evidence.storage,
    inputs: [],
    readers: readersOf(manifest, dataset),
    keyedBy: [
      'the bytes and paths of the sources',
      `the extractor's code (${short(identity)})`,
      ...Object.entries(tools).map(([tool, version]) => `${tool} ${version}`),
      engineOf(manifest),
    ],
    sql: null,
  };
}

function targetsOf(manifest: Manifest, dataset: string): readonly string[] {
  const producer = producerOf(manifest, dataset);
  const gathered = `${CPG_PROJECT}:${dataset}`;
  return producer?.kind === 'partitioned' ? [`<project>:${producer.target}`, gathered] : [gathered];
}

const decision = (about: string, { value, confidence, evidence, fallbackReason }: Decided<unknown>): Decision => ({
  about,
  value,
  confidence,
  evidence,
  ...(fallbackReason === undefined ? {} : { fallbackReason }),
});

const inputsOf = (manifest: Manifest, inputs: Reads): readonly ExplainedInput[] =>
  Object.entries(inputs).map(([dataset, { columns }]) => ({
    dataset,
    columns,
    of: datasetColumns(manifest, dataset)?.length ?? columns.length,
  }));

const readersOf = (manifest: Manifest, dataset: string): Explanation['readers'] =>
  Object.entries(manifest.views).flatMap(([view, { inputs }]) => {
    const read = inputs[dataset];
    return read === undefined ? [] : [{ view, columns: read.columns }];
  });

const engineOf = ({ engine }: Manifest): string => `cpg ${engine.cpg} with DuckDB ${engine.duckdb}`;

const short = (digest: string): string => digest.slice(0, 12);
