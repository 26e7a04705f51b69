/** `nx run cpg:verify`: whether the graph is what a build from nothing makes. */
import type { ExecutorContext } from '@nx/devkit';
import { succeeds } from '../runtime/user-mistakes';
import { compareStores, type Difference } from './compare-stores';
import { broken } from './integrity';
import { rebuilt } from './scratch-workspace';

export interface VerifyOptions {
  readonly projects?: readonly string[];
}

/** Succeeds when the graph is sound and equal to a clean one, byte for byte; prints what is not. */
export default async function verify(
  { projects = [] }: VerifyOptions,
  context: Pick<ExecutorContext, 'root'>,
): Promise<{ readonly success: boolean }> {
  const success = await succeeds(async () => {
    const rules = projects.length > 0 ? [] : await broken(context.root);
    for (const { rule, rows } of rules) print(`${rows} ${rule}`);
    using clean = rebuilt(context.root, projects);
    const { files, differences } = await compareStores({ found: context.root, clean: clean.root });
    for (const difference of differences) print(shown(difference));
    const isClean = rules.length + differences.length === 0;
    print(
      isClean
        ? `the graph is that of a clean build: ${files} files are equal`
        : `${differences.length} of ${files} files differ from a clean build; ${rules.length} rules are broken`,
    );
    return isClean;
  });
  return { success };
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function shown({ file, task, what, rows }: Difference): string {
  const lines = rows.map(({ side, row }) => `  ${side === 'found' ? '+' : '-'} ${row}`);
  return [`${file}: ${what} (made by ${task})`, ...lines].join('\n');
}
