/** Locality of a whole view -> its scope, in words. */
import type { Relation } from '../../plan/relation';
import type { FactsOf } from '../column-facts';
import type { HomeKey } from './home';
import type { Locality } from './locality';

export interface Scope {
  readonly scope: 'project' | 'workspace';
  /** 1 when proved, 0.5 for `workspace` because nothing else is proved. */
  readonly confidence: number;
  /** Sentences that a user can check against the SQL. */
  readonly evidence: readonly string[];
  /** Why the view is not built per project. */
  readonly fallbackReason?: string;
  /** Positions of the NOT NULL home columns of the output. */
  readonly homeColumns: readonly number[];
  /** One per output column, nullable ones included; with names it is `ScopedDataset.homes` (see `homesByName`). */
  readonly homes: readonly (HomeKey | null)[];
}

/** `names` gives the datasets that components range over. */
export function decideScope(
  locality: Locality,
  relation: Relation,
  factsOf: FactsOf,
  evidence: readonly string[],
  names: (components: readonly number[]) => string,
): Scope {
  const facts = factsOf(relation);
  const workspace = (confidence: number, fallbackReason: string): Scope => ({
    scope: 'workspace',
    confidence,
    evidence,
    fallbackReason,
    homeColumns: [],
    homes: facts.map(() => null),
  });
  if (locality.kind === 'mixed') return workspace(0.5, locality.reason);
  const { components, homes, homed } = locality;
  if (components.length === 0) return workspace(1, 'nothing that it reads is partitioned by project');
  if (components.length > 1) {
    return workspace(0.5, `rows of ${names(components)} meet without equating their file identity`);
  }
  const homeColumns = homes.flatMap((h, i) => (h !== null && facts[i]?.nullable === false ? [i] : []));
  if (!homed) return workspace(0.5, `no output column says which file of ${names(components)} a row is about`);
  const located = homeColumns.flatMap((i) => homes[i]?.label ?? []).slice(0, 1);
  return {
    scope: 'project',
    confidence: 1,
    evidence: [...evidence, ...located.map((label) => `every row has ${label}`)],
    homeColumns,
    homes: homes.map((h) => h && { kind: h.kind, uuid: h.uuid }),
  };
}
