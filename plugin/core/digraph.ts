/** Directed graphs of names: order, cycles and longest paths. Results do not depend on the order of the input. */
import { DirectedGraph } from 'graphology';
import { topologicalGenerations } from 'graphology-dag';

export interface Edge {
  readonly from: string;
  readonly to: string;
}

function graphOf(nodes: readonly string[], edges: readonly Edge[]): DirectedGraph {
  const graph = new DirectedGraph();
  for (const node of [...nodes].sort()) graph.mergeNode(node);
  for (const { from, to } of edges) if (!graph.hasEdge(from, to)) graph.addEdge(from, to);
  return graph;
}

/** Nodes by generation, each sorted by name: a node comes after all its predecessors. The graph must have no cycle. */
export function generationsOf(nodes: readonly string[], edges: readonly Edge[]): readonly (readonly string[])[] {
  return topologicalGenerations(graphOf(nodes, edges)).map((generation) => [...generation].sort());
}

/** A cycle as a closed walk (`a, b, a`), or null when there is none. */
export function findCycle(nodes: readonly string[], edges: readonly Edge[]): readonly string[] | null {
  const graph = graphOf(nodes, edges);
  const state = new Map<string, 'open' | 'done'>();
  const walk = (node: string, trail: readonly string[]): readonly string[] | null => {
    if (state.get(node) === 'done') return null;
    if (state.get(node) === 'open') return [...trail.slice(trail.indexOf(node)), node];
    state.set(node, 'open');
    for (const next of graph.outNeighbors(node).sort()) {
      const cycle = walk(next, [...trail, node]);
      if (cycle !== null) return cycle;
    }
    state.set(node, 'done');
    return null;
  };
  for (const node of [...nodes].sort()) {
    const cycle = walk(node, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
