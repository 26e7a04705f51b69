/** Stage 9, inferred dependencies -> task graph and schedule of views. */
import { type Edge, generationsOf } from '../core/digraph';
import { viewCost } from './costs';

export interface GraphView {
  readonly name: string;
  /** Direct inputs that are views. */
  readonly inputs: readonly string[];
  readonly columns: number;
}

export interface ViewSchedule {
  /** Build order: inputs first, then by how much work waits behind a view. */
  readonly order: readonly string[];
  /** Names along the most expensive chain, first to last. */
  readonly criticalPath: readonly string[];
  /** Cost of a view and of the most expensive chain behind it. */
  readonly bottomLevel: Readonly<Record<string, number>>;
  /** How much later than at once a view can start without delaying the end. */
  readonly slack: Readonly<Record<string, number>>;
}

export interface TaskGraph {
  readonly views: readonly GraphView[];
  readonly consumers: ReadonlyMap<string, readonly string[]>;
  readonly schedule: ViewSchedule;
}

/** The graph over views, with costs that are compiled estimates. */
export function buildTaskGraph(views: readonly GraphView[]): TaskGraph {
  const edges: Edge[] = views.flatMap((v) => v.inputs.map((from) => ({ from, to: v.name })));
  const consumers = new Map(
    views.map((v) => [
      v.name,
      edges
        .filter((e) => e.from === v.name)
        .map((e) => e.to)
        .sort(),
    ]),
  );
  const generations = generationsOf(
    views.map((v) => v.name),
    edges,
  );
  const byName = new Map(views.map((v) => [v.name, v]));
  const cost = (name: string): number => viewCost(byName.get(name)?.columns ?? 0, byName.get(name)?.inputs.length ?? 0);
  const bottom = new Map<string, number>();
  for (const name of generations.flat().reverse()) {
    const behind = (consumers.get(name) ?? []).map((c) => bottom.get(c) ?? 0);
    bottom.set(name, cost(name) + Math.max(0, ...behind));
  }
  const start = new Map<string, number>();
  for (const name of generations.flat()) {
    const inputs = byName.get(name)?.inputs ?? [];
    start.set(name, Math.max(0, ...inputs.map((i) => (start.get(i) ?? 0) + cost(i))));
  }
  const total = Math.max(0, ...bottom.values());
  const slack = new Map([...start].map(([name, at]) => [name, total - (bottom.get(name) ?? 0) - at]));
  const urgentFirst = (a: string, b: string): number => (bottom.get(b) ?? 0) - (bottom.get(a) ?? 0) || (a < b ? -1 : 1);
  const order = generations.flatMap((generation) => [...generation].sort(urgentFirst));
  return {
    views,
    consumers,
    schedule: {
      order,
      criticalPath: criticalPath(order, consumers, bottom, slack),
      bottomLevel: sorted(bottom),
      slack: sorted(slack),
    },
  };
}

function criticalPath(
  order: readonly string[],
  consumers: ReadonlyMap<string, readonly string[]>,
  bottom: ReadonlyMap<string, number>,
  slack: ReadonlyMap<string, number>,
): string[] {
  const path: string[] = [];
  let next = order.find((name) => slack.get(name) === 0);
  while (next !== undefined) {
    path.push(next);
    const behind: readonly string[] = consumers.get(next) ?? [];
    next = behind
      .filter((name) => slack.get(name) === 0)
      .sort((a, b) => (bottom.get(b) ?? 0) - (bottom.get(a) ?? 0) || (a < b ? -1 : 1))[0];
  }
  return path;
}

const sorted = (map: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
