/** Planned views, stages, schedule and policy -> the parts of the manifest. */
import { relative, sep } from 'node:path';
import { digestOf, sha256 } from '../core/digest';
import { invariant } from '../core/invariant';
import type { SourceFiles } from '../core/source-files';
import type { LocatedExtractor } from '../declaration/declarations';
import type { ContextFiles } from '../declaration/extractor';
import type { TaskGraph } from '../graph/task-graph';
import type { Decision } from '../ir/inferred';
import { extractorIdentity } from '../manifest/extractor-identity';
import type {
  Decided,
  Manifest,
  ManifestColumn,
  ManifestExtractor,
  ManifestView,
  Reads,
} from '../manifest/manifest-schema';
import type { Fixpoint } from '../plan/fixpoint';
import type { ExecutionPolicy } from '../policy/compile-policy';
import { storageLayout } from '../policy/storage-layout';
import { type Column, columnList } from '../schema/column';
import { LANES, laneOf } from '../schema/semantic-type';
import { evidenceOrder, sortOrder } from '../semantics/sort-order';
import type { PlannedView } from './planned-view';

const manifestColumn = ({ name, type, nullable, semantic }: Column): ManifestColumn => ({
  name,
  type,
  nullable,
  semantic: semantic ?? null,
  lane: laneOf(semantic),
});

const evidenceColumn = (column: Column) => ({
  ...manifestColumn(column),
  ...(column.field === undefined ? {} : { field: column.field }),
});

const decided = <T>({ value, confidence, evidence, fallbackReason }: Decision<T>): Decided<T> => ({
  value,
  confidence,
  evidence: [...evidence],
  ...(fallbackReason === undefined ? {} : { fallbackReason }),
});

/** An extractor with the digest of everything that decides the bytes of its evidence, besides the sources. */
export function extractorPart(
  { value, code }: LocatedExtractor,
  workspaceRoot: string,
  files: SourceFiles,
): ManifestExtractor {
  const shown = (file: string): string => relative(workspaceRoot, file).split(sep).join('/');
  const own = code && {
    module: shown(code.module),
    files: Object.fromEntries(code.files.map((file) => [shown(file), sha256(files.read(file))])),
    packages: code.packages,
  };
  const { digest, tools } = extractorIdentity(value, workspaceRoot, own);
  const datasets = Object.fromEntries(
    Object.entries(value.datasets).map(([name, { description, columns }]) => {
      const list = columnList(columns);
      const order = [...evidenceOrder(value.unit ?? 'file', list)];
      return [name, { description, columns: list.map(evidenceColumn), order, storage: storageLayout() }];
    }),
  );
  return {
    identity: digestOf({ digest, datasets }),
    ...(own === null ? {} : { module: own.module }),
    languages: value.languages === 'all' ? 'all' : [...value.languages],
    unit: value.unit ?? 'file',
    context: value.context === undefined ? null : contextPart(value.context),
    evidenceRank: value.evidenceRank,
    parser: value.parser,
    tools: { ...tools },
    optionalTools: (value.optionalTools ?? []).map((tool) => ({
      package: tool.package,
      languages: [...tool.languages],
      dependencies: [...tool.dependencies],
    })),
    datasets,
  };
}

/** The same datasets of no files, whatever the tools and the code are. */
export const leftOut = ({ datasets, evidenceRank, module, parser, unit }: ManifestExtractor): ManifestExtractor => ({
  identity: digestOf({ datasets }),
  ...(module === undefined ? {} : { module }),
  languages: [],
  unit,
  context: unit === 'project' ? { beside: [], anywhere: [], root: [] } : null,
  evidenceRank,
  parser,
  tools: {},
  optionalTools: [],
  datasets,
});

const contextPart = ({ beside, anywhere, root }: ContextFiles) => ({
  beside: [...beside],
  anywhere: [...anywhere],
  root: [...root],
});

/** What is read of each dataset: columns, and the lanes that hold them. Only the row count is in any lane. */
export function readsOf(
  inputs: ReadonlyMap<string, readonly string[]>,
  columnsOf: (dataset: string) => readonly Column[],
): Reads {
  return Object.fromEntries(
    [...inputs]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([dataset, columns]) => {
        const lanes = columnsOf(dataset)
          .filter((c) => columns.includes(c.name))
          .map((c) => laneOf(c.semantic));
        const present = LANES.filter((lane) => lanes.includes(lane));
        return [dataset, { columns: [...columns].sort(), lanes: present.length > 0 ? present : ['identity'] }];
      }),
  );
}

/** A view as the executors and Nx see it. */
export function viewPart(
  view: PlannedView,
  stage: number | null,
  policy: ExecutionPolicy,
  columnsOf: (dataset: string) => readonly Column[],
): ManifestView {
  const { spread, crowded } = view.emitted;
  const order = [...(spread?.order ?? (view.keepsOrder ? [] : sortOrder(view.columns)))];
  const storage = policy.storage[view.emitted.name];
  invariant(storage !== undefined, `the policy has no layout for '${view.emitted.name}'`);
  return {
    kind: view.emitted.kind,
    description: view.emitted.description,
    fingerprint: digestOf({
      plan: view.signals.fingerprint,
      columns: view.columns,
      scope: view.scope.value,
      order,
      storage,
      ...(crowded === undefined ? {} : { crowded: crowded.sql }),
      ...(view.fixpoint === undefined ? {} : { fixpoint: view.fixpoint }),
    }),
    scope: decided(view.scope),
    stage,
    sql: spread?.select ?? view.emitted.sql,
    ...(crowded === undefined ? {} : { crowded }),
    ...(view.fixpoint === undefined ? {} : { fixpoint: fixpointPart(view.fixpoint) }),
    ...(spread === undefined ? {} : { rows: { name: spread.name, sql: spread.rows } }),
    columns: view.columns.map(manifestColumn),
    order,
    inputs: readsOf(view.inputs, columnsOf),
    functions: [...view.functions],
    inferred: Object.fromEntries(Object.entries(view.emitted.inferred).map(([what, d]) => [what, decided(d)])),
    storage,
  };
}

const fixpointPart = ({ name, last, columns, tables, anchor, step, result }: Fixpoint) => ({
  name,
  last,
  columns: [...columns],
  tables: tables.map((table) => ({ ...table })),
  anchor,
  step,
  result,
});

/** The stages: their views in build order, and what they read from outside. */
export function stageParts(views: Readonly<Record<string, ManifestView>>, graph: TaskGraph): Manifest['stages'] {
  const last = Math.max(0, ...Object.values(views).map((v) => v.stage ?? 0));
  return Array.from({ length: last }, (_, i) => {
    const index = i + 1;
    const names = graph.schedule.order.filter((name) => views[name]?.stage === index);
    return {
      index,
      views: names,
      fingerprint: digestOf(names.map((name) => [name, views[name]?.fingerprint])),
      inputs: outsideReads(names, views),
    };
  });
}

function outsideReads(names: readonly string[], views: Readonly<Record<string, ManifestView>>): Reads {
  const merged: Reads = {};
  for (const name of names) {
    for (const [dataset, read] of Object.entries(views[name]?.inputs ?? {})) {
      if (names.includes(dataset)) continue;
      const before = merged[dataset] ?? { columns: [], lanes: [] };
      merged[dataset] = {
        columns: [...new Set([...before.columns, ...read.columns])].sort(),
        lanes: LANES.filter((lane) => before.lanes.includes(lane) || read.lanes.includes(lane)),
      };
    }
  }
  return Object.fromEntries(Object.entries(merged).sort(([a], [b]) => (a < b ? -1 : 1)));
}
