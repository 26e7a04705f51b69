/** Stage 2, declarations -> semantic IR: every view with its kind, inputs and parameters. */
import { type Diagnostic, diagnostic, type Place } from '../core/diagnostic';
import { nearest } from '../core/nearest';
import { check, type Result } from '../core/result';
import type { Declarations, Located } from '../declaration/declarations';
import { type EntityDeclaration, viewOf } from '../declaration/entity';
import type { RelationshipDeclaration } from '../declaration/relationship';
import type { Condition } from '../declaration/signal';
import { type EdgeEmission, edgesOf, type ViewDeclaration } from '../declaration/view';
import { CANONICAL } from '../ir/canonical';
import type {
  EdgeMember,
  IrCondition,
  IrView,
  NodeMember,
  NormalizeView,
  RelateSide,
  RelateView,
  SemanticIr,
  SqlView,
} from '../ir/semantic-ir';
import { EDGE_COLUMNS, type EdgeColumn, edgeSemantics } from '../schema/edge-contract';
import { GRAPH_VIEWS } from '../schema/graph-views';
import { checkCatalog, type GraphCatalog } from './graph-catalog';
import { lineIndexOf } from './line-index';
import { entityProblems, normalizeView, type Source, sourcesOf } from './normalize-view';

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

  const sources = sourcesOf(declarations);
  const normalized = declarations.entities.flatMap((entity) => {
    const source = sources.get(entity.value.source);
    return source === undefined ? [] : [normalizeView(entity, source)];
  });
  const byEntity = new Map(normalized.map((view) => [view.entity, view]));
  for (const entity of declarations.entities) problems.push(...entityProblems(entity, sources, byEntity));
  const written = declarations.views.map(sqlView);
  const sideNamed: SideNamed = (name, at, path) => {
    const entity = byEntity.get(name) ?? normalized.find((view) => view.name === name);
    if (entity !== undefined) return { entity: entity.entity, view: entity.name };
    if (written.some((view) => view.name === name)) return { entity: null, view: name };
    const known = [...byEntity.keys(), ...normalized.map((v) => v.name), ...written.map((v) => v.name)];
    problems.push(diagnostic('CPG_UNKNOWN_ENTITY', { name, near: nearest(name, known) }, { ...at, path }));
    return undefined;
  };
  const quality = declarations.views.find((v) => v.value.role === 'file_quality')?.value.name ?? null;
  const related = declarations.relationships.flatMap((r) => relateView(r, sideNamed, quality));

  /** By its own name or that of its view; a side that is neither was reported above. */
  const entityOf = (name: string): EntityDeclaration | undefined =>
    (entities.get(name) ?? declarations.entities.find((e) => viewOf(e.value) === name))?.value;
  const nodes = [
    ...declarations.entities.flatMap((entity) => nodeMember(entity, sources)),
    ...declarations.views.flatMap(({ value }) => nodeOfView(value)),
  ];
  /** Kind of the nodes that an entity, or a view with nodes, has; undefined for one without, reported if there is none. */
  const nodeKindOf = (name: string, at: Place, path: string): string | undefined => {
    const view = declarations.views.find(({ value }) => value.name === name && value.nodes !== undefined);
    return view?.value.nodes?.kind ?? entityNamed(name, at, path)?.node?.kind;
  };
  const edges = [
    ...declarations.relationships.flatMap((r) => edgeOfRelationship(r, catalog, entityOf)),
    ...declarations.views.flatMap((v) => edgesOfView(v, catalog, nodeKindOf)),
  ].sort((a, b) => byName(a, b) || (a.edgeKind < b.edgeKind ? -1 : 1));
  problems.push(...checkCatalog(declarations, nodes, edges, catalog));

  const views: readonly IrView[] = [
    ...normalized,
    ...related,
    ...written,
    ...unions(nodes, edges),
    ...collections(normalized, related),
  ];
  problems.push(...nameClashes(views, declarations, reserved));
  const onDemand = declarations.views.filter((v) => v.value.onDemand === true).map((v) => v.value.name);
  const outputs = views.map((v) => v.name).filter((name) => !onDemand.includes(name));
  return check(
    { views, outputs: outputs.sort(), onDemand: onDemand.sort(), lineIndex: lineIndexOf(sources) },
    problems,
  );
}

const byName = (a: { view: string }, b: { view: string }): number => (a.view < b.view ? -1 : a.view > b.view ? 1 : 0);

/** What a relationship may be between: entities, the views they are normalised to, and views that somebody wrote. */
type SideNamed = (name: string, at: Place, path: string) => RelateSide | undefined;

/** A relationship that says nothing of its worth is as good as a fact of the syntax. */
const DEFAULT_BASE = { score: 1000, confidence: 0.98 };

function relateView(
  { value, at }: Located<RelationshipDeclaration>,
  sideNamed: SideNamed,
  quality: string | null,
): RelateView[] {
  const left = sideNamed(value.left, at, 'left');
  const right = sideNamed(value.right, at, 'right');
  if (left === undefined || right === undefined) return [];
  return [
    {
      kind: 'relate',
      name: value.name,
      description: value.description,
      at,
      left,
      right,
      signals: (value.signals ?? []).map(({ condition, weight }) => ({
        condition: irCondition(condition),
        weight: weight ?? null,
      })),
      hint: value.strategy ?? null,
      base: value.base ?? DEFAULT_BASE,
      from: value.edge?.from ?? 'left',
      template: value.template ?? null,
      quality,
    },
  ];
}

function irCondition(condition: Condition): IrCondition {
  if (!('column' in condition)) return condition;
  const [side, column] = condition.column.split('.') as ['left' | 'right', string];
  return { is: condition.is, side, column };
}

const sqlView = ({ value, at }: Located<ViewDeclaration>): SqlView => ({
  kind: value.view,
  name: value.name,
  description: value.description,
  at,
  sql: value.sql,
  semantic: {
    ...Object.assign({}, ...edgesOf(value).map((edge) => edgeSemantics(edgeColumns(edge)))),
    ...(value.nodes === undefined ? {} : { [value.nodes.id]: 'entity_id' }),
    ...value.semantic,
  },
});

/** The column of the view for each of the edge contract. */
const edgeColumns = ({ columns }: Pick<EdgeEmission, 'columns'>): Readonly<Record<EdgeColumn, string>> => ({
  ...SAME_COLUMNS,
  ...columns,
});

const SAME_COLUMNS = Object.fromEntries(EDGE_COLUMNS.map((column) => [column, column])) as Record<EdgeColumn, string>;

function nodeMember({ value }: Located<EntityDeclaration>, sources: ReadonlyMap<string, Source>): NodeMember[] {
  if (value.node === undefined) return [];
  const own = Object.fromEntries((value.content ?? []).map((column) => [column, column]));
  const priority = sources.get(value.source)?.extractor.evidenceRank ?? 100;
  const properties = { ...own, ...value.node.properties };
  return [{ view: viewOf(value), nodeKind: value.node.kind, id: CANONICAL.id, properties, priority }];
}

const nodeOfView = ({ name, nodes }: ViewDeclaration): NodeMember[] =>
  nodes === undefined
    ? []
    : [{ view: name, nodeKind: nodes.kind, id: nodes.id, properties: nodes.properties ?? {}, priority: DERIVED }];

/** Of what is derived, after all evidence. */
const DERIVED = 100;

function edgeOfRelationship(
  { value }: Located<RelationshipDeclaration>,
  catalog: GraphCatalog,
  entityOf: (name: string) => EntityDeclaration | undefined,
): EdgeMember[] {
  if (value.edge === undefined) return [];
  const { name, edge } = value;
  const [from, to] = edge.from === 'left' ? [value.left, value.right] : [value.right, value.left];
  const ends = [entityOf(from)?.node?.kind, entityOf(to)?.node?.kind] as const;
  return edgeMember(name, { kind: edge.kind }, ends, catalog, false);
}

const edgesOfView = (
  { value, at }: Located<ViewDeclaration>,
  catalog: GraphCatalog,
  nodeKindOf: (name: string, at: Place, path: string) => string | undefined,
): EdgeMember[] =>
  edgesOf(value).flatMap((edge) => {
    const ends = [nodeKindOf(edge.from, at, 'edges.from'), nodeKindOf(edge.to, at, 'edges.to')] as const;
    return edgeMember(value.name, edge, ends, catalog, true);
  });

/** An edge needs a node at both ends; between entities without nodes there is none. */
function edgeMember(
  view: string,
  edge: Pick<EdgeEmission, 'kind' | 'columns' | 'when'>,
  [fromNode, toNode]: readonly [string | undefined, string | undefined],
  catalog: GraphCatalog,
  mayBeNone: boolean,
): EdgeMember[] {
  if (fromNode === undefined || toNode === undefined) return [];
  const properties = catalog.edgeKinds[edge.kind]?.properties ?? [];
  const when = edge.when ?? null;
  return [{ view, edgeKind: edge.kind, fromNode, toNode, columns: edgeColumns(edge), when, mayBeNone, properties }];
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

/** What is about every entity and every relationship; none in a model that has none. */
function collections(entities: readonly NormalizeView[], relations: readonly RelateView[]): IrView[] {
  const base = { kind: 'union' as const, at: GENERATED };
  const members = (views: readonly { readonly name: string }[]) => views.map((v) => ({ view: v.name })).sort(byName);
  return [
    ...(entities.length === 0
      ? []
      : [
          {
            ...base,
            target: 'entities' as const,
            name: GRAPH_VIEWS.entities,
            description: 'Every entity with its id and its place.',
            members: members(entities),
          },
        ]),
    ...(relations.length === 0
      ? []
      : [
          {
            ...base,
            target: 'relations' as const,
            name: GRAPH_VIEWS.relations,
            description: 'Every row of every relationship, with why the two belong together.',
            members: members(relations),
          },
          {
            ...base,
            target: 'candidates' as const,
            name: GRAPH_VIEWS.candidates,
            description: 'Every candidate of every relationship with its rank; 1 is the one taken.',
            members: members(relations),
          },
        ]),
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
