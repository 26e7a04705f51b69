/** What is done with the rows of a view, decided from its place in the graph. */
import type { TaskGraph } from '../graph/task-graph';
import type { Decision } from '../ir/inferred';

export type CachePolicy = 'inline' | 'staging' | 'output';

/** Names of the views that are read by more than other views. */
export interface ReadByPeople {
  readonly outputs: readonly string[];
  readonly onDemand: readonly string[];
}

/** `output` for what people read; `staging` for what only other views read. Nothing is folded into its consumers yet. */
export function cachePolicy(view: string, graph: TaskGraph, read: ReadByPeople): Decision<CachePolicy> {
  const consumers = graph.consumers.get(view)?.length ?? 0;
  const readers = `${consumers} views read it`;
  if (read.outputs.includes(view))
    return { value: 'output', confidence: 1, evidence: ['one of the outputs of build', readers] };
  if (read.onDemand.includes(view)) return { value: 'output', confidence: 1, evidence: ['built on demand', readers] };
  return { value: 'staging', confidence: 0.9, evidence: [readers] };
}
