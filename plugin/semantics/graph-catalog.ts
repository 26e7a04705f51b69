import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { nearest } from '../core/nearest';
import type { Declarations } from '../declaration/declarations';
import { viewOf } from '../declaration/entity';
import type { EdgeMember, NodeMember } from '../ir/semantic-ir';

export type PropertyType = 'string' | 'int' | 'float' | 'bool' | 'json';

interface Entry {
  readonly says: string;
  /** Why nothing of this kind is made. */
  readonly absent?: string;
}

/** The vocabulary of the built-in graph. */
export interface GraphCatalog {
  readonly nodeKinds: Readonly<Record<string, Entry>>;
  readonly edgeKinds: Readonly<Record<string, Entry & { readonly properties: readonly string[] }>>;
  readonly propertyKeys: Readonly<Record<string, PropertyType>>;
}

/**
 * What cpg itself emits must be in the catalog, and what is in the catalog must be emitted, unless it says why not. Declarations of a workspace
 * bring their own kinds and keys along and are not checked.
 */
export function checkCatalog(
  declarations: Declarations,
  nodes: readonly NodeMember[],
  edges: readonly EdgeMember[],
  catalog: GraphCatalog,
): Diagnostic[] {
  const builtIn = new Set(
    [...declarations.entities, ...declarations.relationships, ...declarations.views]
      .filter((d) => d.builtIn)
      .map((d) => ('source' in d.value ? viewOf(d.value) : d.value.name)),
  );
  // Declarations that are not ours alone, as in tests of a small model, have no catalog to be measured against.
  if (builtIn.size === 0) return [];
  const ourNodes = nodes.filter((n) => builtIn.has(n.view));
  const ourEdges = edges.filter((e) => builtIn.has(e.view));
  return [
    ...unknown(ourNodes, 'node kind', (n) => [n.nodeKind], made(catalog.nodeKinds)),
    ...unknown(ourEdges, 'edge kind', (e) => [e.edgeKind], made(catalog.edgeKinds)),
    ...unknown(ourNodes, 'property key', (n) => Object.keys(n.properties), catalog.propertyKeys),
    ...unknown(ourEdges, 'property key', (e) => e.properties, catalog.propertyKeys),
    ...unused(
      'node kind',
      made(catalog.nodeKinds),
      ourNodes.map((n) => n.nodeKind),
    ),
    ...unused(
      'edge kind',
      made(catalog.edgeKinds),
      ourEdges.map((e) => e.edgeKind),
    ),
    ...unused('property key', catalog.propertyKeys, [
      ...ourNodes.flatMap((n) => Object.keys(n.properties)),
      ...ourEdges.flatMap((e) => e.properties),
    ]),
  ];
}

/** The kinds of which there may be something. */
const made = <E extends Entry>(kinds: Readonly<Record<string, E>>): Readonly<Record<string, E>> =>
  Object.fromEntries(Object.entries(kinds).filter(([, { absent }]) => absent === undefined));

function unknown<M extends { readonly view: string }>(
  members: readonly M[],
  what: string,
  valuesOf: (member: M) => readonly string[],
  known: Readonly<Record<string, unknown>>,
): Diagnostic[] {
  return members.flatMap((member) =>
    valuesOf(member)
      .filter((value) => !(value in known))
      .map((value) =>
        diagnostic('CPG_KIND_UNKNOWN', { view: member.view, what, value, near: nearest(value, Object.keys(known)) }),
      ),
  );
}

function unused(what: string, known: Readonly<Record<string, unknown>>, emitted: readonly string[]): Diagnostic[] {
  const used = new Set(emitted);
  return Object.keys(known)
    .filter((value) => !used.has(value))
    .map((value) => diagnostic('CPG_KIND_UNUSED', { what, value }));
}
