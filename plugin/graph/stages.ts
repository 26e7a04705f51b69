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
 * Views on demand have stages of their own behind those of `build`, each group of them that reads one another its own:
 * asking for one must not build, or extract, what another needs.
 */
export function stagesOf(views: readonly ScopedView[]): ReadonlyMap<string, number | null> {
  const stage = new Map<string, number | null>();
  const level = new Map<string, number>();
  let last = 0;
  for (const group of groupsOf(views)) {
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
function groupsOf(views: readonly ScopedView[]): readonly (readonly ScopedView[])[] {
  const needed = new Set<string>();
  for (const view of [...views].reverse()) {
    if (!view.onDemand || needed.has(view.name)) for (const name of [view.name, ...view.inputs]) needed.add(name);
  }
  const group = new Map<string, readonly ScopedView[]>();
  for (const view of views.filter(({ name }) => !needed.has(name))) {
    const joined = new Set([...new Set(view.inputs.map((input) => group.get(input) ?? []))].flat());
    const together = views.filter((other) => joined.has(other) || other === view);
    for (const { name } of together) group.set(name, together);
  }
  const rest = [...new Set(group.values())].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return [views.filter(({ name }) => needed.has(name)), ...rest];
}

const nameOf = (group: readonly ScopedView[]): string => group.map(({ name }) => name).sort()[0] ?? '';
