/** What is done with the rows of a view, decided from its place in the graph. */
import type { TaskGraph } from '../graph/task-graph';
import type { Decision } from '../ir/inferred';

export type CachePolicy = 'inline' | 'staging' | 'output';

/** `output` for what people read; `staging` for what only other views read. Nothing is folded into its consumers yet. */
export function cachePolicy(view: string, graph: TaskGraph, outputs: readonly string[]): Decision<CachePolicy> {
  const consumers = graph.consumers.get(view)?.length ?? 0;
  return outputs.includes(view)
    ? { value: 'output', confidence: 1, evidence: ['one of the outputs of build', `${consumers} views read it`] }
    : { value: 'staging', confidence: 0.9, evidence: [`${consumers} views read it`] };
}
