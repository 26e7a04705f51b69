/** The scores of a suite -> what is printed. */
import type { SuiteScore } from './run-suite';
import { type Score, scoreOf } from './score';

const rounded = ({ tp, fp, fn, precision, recall, f1 }: Score) => {
  const share = (x: number) => Math.round(x * 10_000) / 10_000;
  return { tp, fp, fn, precision: share(precision), recall: share(recall), f1: share(f1) };
};

/** One JSON object in one line. */
export function scoreAsJson(score: SuiteScore): string {
  const categories = Object.fromEntries(Object.entries(score.categories).map(([name, s]) => [name, rounded(s)]));
  return JSON.stringify({
    cases: score.cases.length,
    inScope: rounded(score.inScope),
    all: rounded(score.all),
    categories,
  });
}

/** A line for every category, case, miss and all. */
export function scoreAsText(score: SuiteScore): string {
  const line = (name: string, { tp, fp, fn, precision, recall, f1 }: Score) =>
    `${name.padEnd(44)} P ${precision.toFixed(3)}  R ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}  ${tp} right, ${fp} wrong, ${fn} missing`;
  const lines: string[] = [];
  for (const [category, of] of Object.entries(score.categories)) {
    lines.push(line(category, of));
    for (const c of score.cases.filter(({ case: { category: own } }) => own === category)) {
      lines.push(line(`  ${c.case.name}`, scoreOf([c.inScope])));
    }
  }
  const misses = score.cases.flatMap((c) => c.misses);
  for (const { kind, case: name, edge, inScope, reason } of misses) {
    lines.push(`${kind}${inScope ? '' : ' (out of scope)'}: ${name}: ${edge}${reason === '' ? '' : ` [${reason}]`}`);
  }
  return [...lines, line(`in scope, ${score.cases.length} cases`, score.inScope), line('all', score.all), ''].join(
    '\n',
  );
}
