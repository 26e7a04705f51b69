/** `npm run accuracy -- --suite DIR [--language python|javascript] [--json] [--misses FILE]` */
import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { runSuite, type SuiteScore } from './run-suite';
import { type Score, scoreOf } from './score';
import type { SuiteLanguage } from './suite';

interface Options {
  readonly suite: string;
  readonly language?: SuiteLanguage;
  readonly json?: boolean;
  readonly misses?: string;
}

const rounded = ({ tp, fp, fn, precision, recall, f1 }: Score) => {
  const share = (x: number) => Math.round(x * 10_000) / 10_000;
  return { tp, fp, fn, precision: share(precision), recall: share(recall), f1: share(f1) };
};

function asJson(score: SuiteScore): string {
  const categories = Object.fromEntries(Object.entries(score.categories).map(([name, s]) => [name, rounded(s)]));
  return JSON.stringify({
    cases: score.cases.length,
    inScope: rounded(score.inScope),
    all: rounded(score.all),
    categories,
  });
}

function asText(score: SuiteScore): string {
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

async function main(): Promise<void> {
  const program = new Command('accuracy')
    .requiredOption('--suite <directory>', 'folders with sources and callgraph.json or edges.txt')
    .addOption(new Option('--language <language>', 'only cases in that language').choices(['python', 'javascript']))
    .option('--json', 'print one JSON object')
    .option('--misses <file>', 'write what is missing or wrong as JSON lines');
  const options = program.parse().opts<Options>();
  const score = await runSuite(options.suite, options.language);
  if (options.misses !== undefined) {
    const misses = score.cases.flatMap((c) => c.misses);
    writeFileSync(options.misses, misses.map((miss) => `${JSON.stringify(miss)}\n`).join(''));
  }
  process.stdout.write(options.json ? `${asJson(score)}\n` : asText(score));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
