/**
 * `npm run accuracy -- --suite DIR [--language python|javascript] [--json] [--misses FILE]`, or
 * `npm run accuracy -- --corpus DIR [--folder NAME...] [--sample SEED] [--index WORKSPACE] [--json]`.
 */
import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { corpusAsText, runCorpus } from './run-corpus';
import { runSuite } from './run-suite';
import type { SuiteLanguage } from './suite';
import { scoreAsJson, scoreAsText } from './suite-report';

interface Options {
  readonly suite?: string;
  readonly corpus?: string;
  readonly folder?: readonly string[];
  readonly sample?: number;
  readonly index?: string;
  readonly language?: SuiteLanguage;
  readonly json?: boolean;
  readonly misses?: string;
}

function seed(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a seed is a whole number');
  return Number(text);
}

async function report(options: Options): Promise<string> {
  const { suite, corpus, folder, sample, index } = options;
  if (suite !== undefined) {
    const score = await runSuite(suite, options.language);
    if (options.misses !== undefined) {
      const misses = score.cases.flatMap((c) => c.misses);
      writeFileSync(options.misses, misses.map((miss) => `${JSON.stringify(miss)}\n`).join(''));
    }
    return options.json ? `${scoreAsJson(score)}\n` : scoreAsText(score);
  }
  if (corpus === undefined) throw new Error('give --suite or --corpus');
  const found = await runCorpus(corpus, folder, { seed: sample, index });
  return options.json ? `${JSON.stringify(found, null, 2)}\n` : corpusAsText(found);
}

async function main(): Promise<void> {
  const program = new Command('accuracy')
    .addOption(
      new Option('--suite <directory>', 'folders with sources and callgraph.json or edges.txt').conflicts('corpus'),
    )
    .option('--corpus <directory>', 'a project of real code: what became of its call sites')
    .option('--folder <names...>', 'of a corpus: only sources below these folders')
    .option('--sample <seed>', 'of a corpus: also 60 resolved and 30 unresolved call sites', seed)
    .option('--index <workspace>', 'of a corpus: compare with the SCIP indexers in node_modules of that workspace')
    .addOption(new Option('--language <language>', 'only cases in that language').choices(['python', 'javascript']))
    .option('--json', 'print one JSON object')
    .option('--misses <file>', 'write what is missing or wrong as JSON lines');
  process.stdout.write(await report(program.parse().opts<Options>()));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
