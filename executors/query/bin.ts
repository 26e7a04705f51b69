#!/usr/bin/env node
/** The command `cpg`: the graph's tools without Nx around them, for pipes and scripts. */
import { Command, Option } from 'commander';
import { ownVersion } from '../../plugin/manifest/engine';
import { type ExplainOptions, printExplanation } from '../explain/explain';
import { findWorkspaceRoot } from './graph-catalog';
import { printQuery } from './query';
import { FORMATS, type Format } from './run-query';

const program = new Command('cpg').description('The Code Property Graph of an Nx workspace').version(ownVersion());

program
  .command('query')
  .description('run one SELECT over the graph; without one, list the datasets')
  .argument('[sql]', 'the statement')
  .option('--sql <sql>', 'the statement, as with nx run cpg:query')
  .addOption(new Option('--format <format>', 'how to write the rows').choices(FORMATS).default('table'))
  .action(async (sql: string | undefined, options: { readonly sql?: string; readonly format: Format }) => {
    const success = await printQuery({ workspaceRoot: root(), sql: sql ?? options.sql, format: options.format });
    process.exitCode = success ? 0 : 1;
  });

program
  .command('explain')
  .description('say how a dataset is made, of what and why; without one, list the names')
  .argument('[dataset]', 'a view or a dataset of evidence')
  .option('--capabilities', 'what is on or off on this machine, why, and how to turn it on')
  .option('--json', 'for tools')
  .action(async (dataset: string | undefined, options: Omit<ExplainOptions, 'dataset'>) => {
    process.exitCode = (await printExplanation(root(), { dataset, ...options })) ? 0 : 1;
  });

const root = (): string => findWorkspaceRoot(process.cwd()) ?? program.error('cpg: there is no nx.json here or above');

/** A reader that stops early, such as `head`, is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
