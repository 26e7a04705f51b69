/** Stage 10, graph + signals -> execution policy: every decision at run time that is not forced. */
import { digestOf } from '../core/digest';
import type { TaskGraph } from '../graph/task-graph';
import type { Decision } from '../ir/inferred';
import { type CachePolicy, cachePolicy, type ReadByPeople } from './cache-policy';
import { type StorageLayout, storageLayout } from './storage-layout';

export interface ExecutionPolicy {
  readonly cache: Readonly<Record<string, Decision<CachePolicy>>>;
  readonly storage: Readonly<Record<string, StorageLayout>>;
  readonly fingerprint: string;
}

/** Compiles the deterministic part of the policy: a function of declarations and engine only. */
export function compilePolicy(graph: TaskGraph, read: ReadByPeople): ExecutionPolicy {
  const names = graph.views.map((v) => v.name).sort();
  const cache = Object.fromEntries(names.map((name) => [name, cachePolicy(name, graph, read)]));
  const storage = Object.fromEntries(names.map((name) => [name, storageLayout()]));
  return { cache, storage, fingerprint: digestOf({ cache, storage }) };
}
