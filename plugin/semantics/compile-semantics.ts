/** Stage 2, declarations -> semantic IR: every view with its kind, inputs and parameters. */
import { type Diagnostic, diagnostic, type Place } from '../core/diagnostic';
import { nearest } from '../core/nearest';
import { check, type Result } from '../core/result';
import type { Declarations, Located } from '../declaration/declarations';
import { type EntityDeclaration, idOf, viewOf } from '../declaration/entity';
import type { RelationshipDeclaration } from '../declaration/relationship';
import type { ViewDeclaration } from '../declaration/view';
import { edgeSemantics } from '../ir/edge-contract';
import type { EdgeMember, IrView, NodeMember, NormalizeView, RelateView, SemanticIr, SqlView } from '../ir/semantic-ir';
import { checkCatalog, type GraphCatalog } from './graph-catalog';

/** Names of the views that make up the graph; everything else refers to them through this map. */
export const GRAPH_VIEWS = { nodes: 'cpg_nodes', edges: 'cpg_edges', props: 'cpg_props' } as const;

/** The place of views that are made from all declarations together. */
const GENERATED: Place = { file: 'cpg' };

interface Input {
  readonly declarations: Declarations;
  readonly catalog: GraphCatalog;
  /** Names that views may not have, because targets have them. */
  readonly reserved: readonly string[];
}

/**
 * Compiles declarations. The order of declarations does not matter.
 *
 * Errors: `CPG_UNKNOWN_DATASET`, `CPG_UNKNOWN_COLUMN`, `CPG_UNKNOWN_ENTITY`, `CPG_NAME_TAKEN`, `CPG_NAME_RESERVED`,
 * `CPG_KIND_UNKNOWN`, `CPG_KIND_UNUSED`.
 */
export function compileSemantics({ declarations, catalog, reserved }: Input): Result<SemanticIr> {
  const problems: Diagnostic[] = [];
  const entities = new Map(declarations.entities.map((e) => [e.value.name, e]));
  const entityNamed = (name: string, at: Located<unknown>['at'], path: string): EntityDeclaration | undefined => {
    const found = entities.get(name)?.value;
    if (found === undefined) {
      problems.push(diagnostic('CPG_UNKNOWN_ENTITY', { name, near: nearest(name, entities.keys()) }, { ...at, path }));
    }
    return found;
  };

  for (const entity of declarations.entities) problems.push(...entityColumns(entity, declarations));
  const normalized = declarations.entities.map((e) => normalizeView(e, declarations, entityNamed));
  const related = declarations.relationships.flatMap((r) => relateView(r, entityNamed));
  const written = declarations.views.map(sqlView);

  const nodes = declarations.entities.flatMap(nodeMember(declarations));
  const edges = [
    ...declarations.relationships.flatMap((r) => edgeOfRelationship(r, catalog, entityNamed)),
    ...declarations.views.flatMap((v) => edgeOfView(v, catalog, entityNamed)),
  ].sort(byName);
  problems.push(...checkCatalog(declarations, nodes, edges, catalog));

  const views: readonly IrView[] = [...normalized, ...related, ...written, ...unions(nodes, edges)];
  problems.push(...nameClashes(views, declarations, reserved));
  const onDemand = declarations.views.filter((v) => v.value.onDemand === true).map((v) => v.value.name);
  const outputs = views.map((v) => v.name).filter((name) => !onDemand.includes(name));
  return check({ views, outputs: outputs.sort(), onDemand: onDemand.sort() }, problems);
}

const byName = (a: { view: string }, b: { view: string }): number => (a.view < b.view ? -1 : a.view > b.view ? 1 : 0);

type EntityNamed = (name: string, at: Located<unknown>['at'], path: string) => EntityDeclaration | undefined;

/** Unknown source datasets and columns of an entity. */
function entityColumns({ value, at }: Located<EntityDeclaration>, declarations: Declarations): Diagnostic[] {
  const datasets = new Map(declarations.extractors.flatMap((e) => Object.entries(e.value.datasets)));
  const source = datasets.get(value.source);
  if (source === undefined) {
    const near = nearest(value.source, datasets.keys());
    return [diagnostic('CPG_UNKNOWN_DATASET', { name: value.source, near }, { ...at, path: 'source' })];
  }
  const made = new Set([idOf(value), ...(value.foreignKeys ?? []).map((k) => k.column)]);
  const unknown = (column: string | undefined, path: string): Diagnostic[] =>
    column === undefined || column in source.columns || made.has(column)
      ? []
      : [
          diagnostic(
            'CPG_UNKNOWN_COLUMN',
            { dataset: value.source, column, near: nearest(column, Object.keys(source.columns)) },
            { ...at, path },
          ),
        ];
  return [
    ...(Object.values(source.columns).some((c) => c.semantic === 'path')
      ? []
      : [diagnostic('CPG_NO_FILE_IDENTITY', { dataset: value.source }, { ...at, path: 'source' })]),
    ...unknown(value.location?.start, 'location.start'),
    ...unknown(value.location?.end, 'location.end'),
    ...(value.content ?? []).flatMap((c, i) => unknown(c, `content.${i}`)),
    ...Object.entries(value.node?.properties ?? {}).flatMap(([key, c]) => unknown(c, `node.properties.${key}`)),
    ...(value.foreignKeys ?? []).flatMap((k, i) => [
      ...unknown(k.start, `foreignKeys.${i}.start`),
      ...unknown(k.end, `foreignKeys.${i}.end`),
      ...unknown(k.nullIf, `foreignKeys.${i}.nullIf`),
    ]),
  ];
}

/** The extractor that fills a dataset. */
const extractorOf = (dataset: string, declarations: Declarations) =>
  declarations.extractors.find((e) => dataset in e.value.datasets)?.value;

function normalizeView(
  { value, at }: Located<EntityDeclaration>,
  declarations: Declarations,
  entityNamed: EntityNamed,
): NormalizeView {
  const extractor = extractorOf(value.source, declarations);
  for (const [i, key] of (value.foreignKeys ?? []).entries()) entityNamed(key.entity, at, `foreignKeys.${i}.entity`);
  return {
    kind: 'normalize',
    name: viewOf(value),
    description: `Rows of ${value.source} with their ids.`,
    at,
    entity: value.name,
    source: value.source,
    origin: typeof extractor?.parser === 'string' ? extractor.parser : (extractor?.name ?? 'unknown'),
    id: idOf(value),
    location: value.location ?? null,
    foreignKeys: (value.foreignKeys ?? []).map(({ nullIf, ...key }) => ({ ...key, nullIf: nullIf ?? null })),
  };
}

function relateView({ value, at }: Located<RelationshipDeclaration>, entityNamed: EntityNamed): RelateView[] {
  const left = entityNamed(value.left, at, 'left');
  const right = entityNamed(value.right, at, 'right');
  if (left === undefined || right === undefined) return [];
  return [
    {
      kind: 'relate',
      name: value.name,
      description: value.description,
      at,
      left: { entity: left.name, view: viewOf(left) },
      right: { entity: right.name, view: viewOf(right) },
      where: value.where ?? [],
      hint: value.strategy ?? null,
      from: value.edge?.from ?? 'left',
    },
  ];
}

const sqlView = ({ value, at }: Located<ViewDeclaration>): SqlView => ({
  kind: value.view,
  name: value.name,
  description: value.description,
  at,
  sql: value.sql,
  semantic: { ...(value.edges === undefined ? {} : edgeSemantics()), ...value.semantic },
});

const nodeMember =
  (declarations: Declarations) =>
  ({ value }: Located<EntityDeclaration>): NodeMember[] => {
    if (value.node === undefined) return [];
    const own = Object.fromEntries((value.content ?? []).map((column) => [column, column]));
    const priority = extractorOf(value.source, declarations)?.evidenceRank ?? 100;
    const properties = { ...own, ...value.node.properties };
    return [{ view: viewOf(value), nodeKind: value.node.kind, properties, priority }];
  };

function edgeOfRelationship(
  { value, at }: Located<RelationshipDeclaration>,
  catalog: GraphCatalog,
  entityNamed: EntityNamed,
): EdgeMember[] {
  if (value.edge === undefined) return [];
  const [from, to] = value.edge.from === 'left' ? [value.left, value.right] : [value.right, value.left];
  return edgeMember(value.name, value.edge.kind, entityNamed(from, at, 'edge'), entityNamed(to, at, 'edge'), catalog);
}

function edgeOfView(
  { value, at }: Located<ViewDeclaration>,
  catalog: GraphCatalog,
  entityNamed: EntityNamed,
): EdgeMember[] {
  if (value.edges === undefined) return [];
  const from = entityNamed(value.edges.from, at, 'edges.from');
  const to = entityNamed(value.edges.to, at, 'edges.to');
  return edgeMember(value.name, value.edges.kind, from, to, catalog);
}

/** An edge needs a node at both ends; between entities without nodes there is none. */
function edgeMember(
  view: string,
  edgeKind: string,
  from: EntityDeclaration | undefined,
  to: EntityDeclaration | undefined,
  catalog: GraphCatalog,
): EdgeMember[] {
  if (from?.node === undefined || to?.node === undefined) return [];
  const properties = catalog.edgeKinds[edgeKind]?.properties ?? [];
  return [{ view, edgeKind, fromNode: from.node.kind, toNode: to.node.kind, properties }];
}

function unions(nodes: readonly NodeMember[], edges: readonly EdgeMember[]): IrView[] {
  const members = [...nodes].sort(byName);
  const base = { kind: 'union' as const, at: GENERATED };
  return [
    { ...base, target: 'nodes', name: GRAPH_VIEWS.nodes, description: 'Every node of the graph.', members },
    { ...base, target: 'edges', name: GRAPH_VIEWS.edges, description: 'Every edge of the graph.', members: edges },
    {
      ...base,
      target: 'props',
      name: GRAPH_VIEWS.props,
      description: 'Every property of nodes and edges, one row each.',
      members,
      edges: { view: GRAPH_VIEWS.edges, members: edges },
    },
  ];
}

function nameClashes(views: readonly IrView[], declarations: Declarations, reserved: readonly string[]): Diagnostic[] {
  const taken = new Map<string, string>();
  const problems: Diagnostic[] = [];
  const claim = (name: string, kind: string, at: { file: string }): void => {
    const other = taken.get(name);
    if (other !== undefined) problems.push(diagnostic('CPG_NAME_TAKEN', { kind, name, other }, at));
    else if (reserved.includes(name)) problems.push(diagnostic('CPG_NAME_RESERVED', { name }, at));
    taken.set(name, at.file);
  };
  for (const { value, at } of declarations.extractors) {
    for (const dataset of Object.keys(value.datasets)) claim(dataset, 'dataset', at);
  }
  // What is ours is claimed first, so that the place of a clash is where somebody can change the name.
  const ours = (view: IrView): number => (view.at.file === GENERATED.file ? 0 : 1);
  for (const view of [...views].sort((a, b) => ours(a) - ours(b))) claim(view.name, 'view', view.at);
  return problems;
}
