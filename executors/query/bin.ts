#!/usr/bin/env node
/** The command `cpg`: the graph's tools without Nx around them, for pipes and scripts. */
import { Command, Option } from 'commander';
import { ownVersion } from '../../plugin/manifest/engine';
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
    const workspaceRoot = findWorkspaceRoot(process.cwd());
    if (workspaceRoot === null) return program.error('cpg: there is no nx.json here or above');
    const success = await printQuery({ workspaceRoot, sql: sql ?? options.sql, format: options.format });
    process.exitCode = success ? 0 : 1;
  });

/** A reader that stops early, such as `head`, is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
