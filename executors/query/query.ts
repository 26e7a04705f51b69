/** `nx run cpg:query`: SQL over the graph. */
import type { ExecutorContext } from '@nx/devkit';
import { succeeds } from '../runtime/user-mistakes';
import { type Format, runQuery } from './run-query';

export interface QueryOptions {
  readonly sql?: string;
  readonly format?: Format;
}

export default async function query(
  { sql, format = 'table' }: QueryOptions,
  context: Pick<ExecutorContext, 'root'>,
): Promise<{ readonly success: boolean }> {
  return { success: await printQuery({ workspaceRoot: context.root, sql, format }) };
}

/** Runs the query onto standard output; a mistake of the user goes to standard error without a stack. */
export async function printQuery(request: {
  readonly workspaceRoot: string;
  readonly sql?: string | undefined;
  readonly format: Format;
}): Promise<boolean> {
  return succeeds(async () => {
    await runQuery({ ...request, output: process.stdout });
    return true;
  });
}
