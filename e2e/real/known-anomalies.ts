/** What witnesses do not agree on in the corpora, and may not: each kind with the reason. */

export interface KnownAnomaly {
  readonly reason: string;
  /** Files that it is in, by their path in the workspace; every one of them has it. */
  readonly path: RegExp;
  readonly violation: 'not_parsed';
  readonly lacking: 'cst' | 'ast';
}

export const KNOWN_ANOMALIES: readonly KnownAnomaly[] = [
  {
    reason: 'tree-sitter-typescript 0.23.2 does not know anonymous function signatures: export default function (): T;',
    path: /^real\/zod\/v4\/locales\/[\w-]+\.d\.ts$/,
    violation: 'not_parsed',
    lacking: 'cst',
  },
  {
    reason:
      'tree-sitter-typescript 0.23.2 does not know type arguments of an imported type as a result: (): import("a").B<T>;',
    path: /^real\/rxjs\/dist\/types\/internal\/(operators\/joinAllInternals|scheduled\/schedule(Observable|Promise))\.d\.ts$/,
    violation: 'not_parsed',
    lacking: 'cst',
  },
];
