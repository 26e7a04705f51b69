/** Which task of a project materialises a project-scoped view: the views between the same broadcasts share one. */

export interface ScopedView {
  readonly name: string;
  readonly scope: 'project' | 'workspace';
  /** Direct inputs, evidence included. */
  readonly inputs: readonly string[];
  /** Not part of `build`, unless a view that is reads it. */
  readonly onDemand: boolean;
}

/**
 * The stage of each project-scoped view, counted from 1, and null for workspace-scoped ones. `views` must be ordered so
 * that inputs come first. Evidence is at level 0; a broadcast is complete only after the stage its own inputs are in.
 *
 * Behind the views of `graph`, and those made of the same evidence, come the others of the build: asking for an edge must
 * not extract every node of the syntax.
 *
 * Views on demand have stages of their own behind those of `build`. Those that read one another, or are made of the same
 * evidence, share one: asking for a view must not extract what only another needs, and there are few stages.
 */
export function stagesOf(
  views: readonly ScopedView[],
  graph: readonly string[] = [],
): ReadonlyMap<string, number | null> {
  const stage = new Map<string, number | null>();
  const level = new Map<string, number>();
  let last = 0;
  for (const group of groupsOf(views, graph)) {
    const first = last + 1;
    for (const view of group) {
      const levels = view.inputs.map((input) => {
        const own = level.get(input) ?? 0;
        const isBroadcast = stage.has(input) && stage.get(input) === null;
        return view.scope === 'project' && isBroadcast ? own + 1 : own;
      });
      const highest = Math.max(view.scope === 'project' ? first : 0, ...levels);
      level.set(view.name, highest);
      stage.set(view.name, view.scope === 'project' ? highest : null);
      last = Math.max(last, highest);
    }
  }
  return stage;
}

/** What `build` needs, then the groups of the rest by the names of their first views; each in the order of `views`. */
function groupsOf(views: readonly ScopedView[], graph: readonly string[]): readonly (readonly ScopedView[])[] {
  const needed = closureOf(views, (view) => !view.onDemand);
  const evidence = evidenceOf(views);
  const group = new Map<string, readonly ScopedView[]>();
  for (const view of views.filter(({ name }) => !needed.has(name))) {
    const alike = [...group.keys()].filter((name) => textOf(evidence.get(name)) === textOf(evidence.get(view.name)));
    const joined = new Set([...view.inputs, ...alike].flatMap((name) => group.get(name) ?? []));
    const together = views.filter((other) => joined.has(other) || other === view);
    for (const { name } of together) group.set(name, together);
  }
  const rest = [...new Set(group.values())].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const built = views.filter(({ name }) => needed.has(name));
  const isOfGraph = graphAmong(built, graph, evidence);
  return [built.filter(isOfGraph), built.filter((view) => !isOfGraph(view)), ...rest];
}

/** Whether a view is one of `graph`, or is made of nothing that those are not made of; every view when there is no graph. */
function graphAmong(
  views: readonly ScopedView[],
  graph: readonly string[],
  evidence: ReadonlyMap<string, readonly string[]>,
): (view: ScopedView) => boolean {
  const named = closureOf(views, ({ name }) => graph.includes(name));
  const used = new Set([...named].flatMap((name) => evidence.get(name) ?? []));
  return ({ name }) => named.size === 0 || named.has(name) || (evidence.get(name) ?? []).every((of) => used.has(of));
}

/** Names of the views that are `wanted`, and of all that they read, directly or not. */
function closureOf(views: readonly ScopedView[], wanted: (view: ScopedView) => boolean): ReadonlySet<string> {
  const reached = new Set<string>();
  for (const view of [...views].reverse()) {
    if (wanted(view) || reached.has(view.name)) for (const name of [view.name, ...view.inputs]) reached.add(name);
  }
  return reached;
}

const textOf = (evidence: readonly string[] = []): string => evidence.join(' ');

/** By view: the evidence that it is made of, directly or not, sorted. */
function evidenceOf(views: readonly ScopedView[]): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, readonly string[]>();
  for (const { name, inputs } of views) {
    const all = new Set(inputs.flatMap((input) => sources.get(input) ?? [input]));
    sources.set(name, [...all].sort());
  }
  return sources;
}

const nameOf = (group: readonly ScopedView[]): string => group.map(({ name }) => name).sort()[0] ?? '';
