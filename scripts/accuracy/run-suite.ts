/** A suite -> its scores. */
import { resolve } from 'node:path';
import { callGraphOf } from './call-graph-of';
import { foundEdges } from './found-edges';
import { type CaseScore, type Score, scoreCase, scoreOf } from './score';
import { readSuite, type SuiteLanguage } from './suite';

export interface SuiteScore {
  readonly cases: readonly CaseScore[];
  readonly inScope: Score;
  readonly all: Score;
  /** In-scope scores by category. */
  readonly categories: Readonly<Record<string, Score>>;
}

/** Every case is a project of its own; no project sees another. */
export async function runSuite(directory: string, language?: SuiteLanguage): Promise<SuiteScore> {
  const root = resolve(directory);
  const suite = readSuite(root, language);
  const rows = await callGraphOf(root, suite);
  const found = foundEdges(root, suite, rows);
  const cases = suite.map((of) => scoreCase(of, found.get(of.name)));
  const categories = [...new Set(suite.map((c) => c.category))].map((category) => {
    const own = cases.filter((c) => c.case.category === category);
    return [category, scoreOf(own.map((c) => c.inScope))] as const;
  });
  return {
    cases,
    inScope: scoreOf(cases.map((c) => c.inScope)),
    all: scoreOf(cases.map((c) => c.all)),
    categories: Object.fromEntries(categories),
  };
}
