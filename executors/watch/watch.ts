/** `nx run cpg:watch`: the graph follows the sources. */
import type { ExecutorContext } from '@nx/devkit';
import { DiagnosticError } from '../../plugin/core/diagnostic';
import { type Report, reportText } from './report';
import { watchGraph } from './watch-graph';

export interface WatchOptions {
  readonly targets?: readonly string[];
  readonly json?: boolean;
  readonly polling?: boolean;
}

/** Ends when it is interrupted, and only then succeeds. */
export default async function watch(
  { targets = ['build'], json = false, polling = false }: WatchOptions,
  { root, projectGraph }: Pick<ExecutorContext, 'root' | 'projectGraph'>,
): Promise<{ readonly success: boolean }> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  for (const signal of SIGNALS) process.on(signal, interrupt);
  const report = (what: Report): void => {
    if (json) process.stdout.write(`${JSON.stringify(what)}\n`);
    else if (what.event === 'failed') process.stderr.write(`${reportText(what)}\n`);
    else process.stdout.write(`cpg: ${reportText(what)}\n`);
  };
  try {
    await watchGraph({ root, graph: projectGraph, targets, polling, report, signal: interrupted.signal });
    return { success: true };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    report({ event: 'failed', files: [], errors: [error.message] });
    return { success: false };
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
