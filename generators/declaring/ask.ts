/** Questions in a terminal, with the prompts that Nx brings along: its own are static, these depend on the workspace. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

interface Option {
  readonly value: string;
  readonly hint?: string;
}

/** The part of `@clack/prompts` that is used. */
interface Prompts {
  autocomplete(question: { message: string; options: readonly Option[] }): Promise<unknown>;
  multiselect(question: { message: string; options: readonly Option[]; required: boolean }): Promise<unknown>;
}

/** Whether somebody is there to answer; Nx says so in its environment, as does CI. */
export const canAsk = (): boolean =>
  process.stdin.isTTY === true &&
  process.stdout.isTTY === true &&
  process.env.NX_INTERACTIVE !== 'false' &&
  process.env.CI !== 'true';

/** The chosen value; undefined when nothing was chosen or this Nx has no prompts. */
export async function ask(message: string, options: readonly Option[]): Promise<string | undefined> {
  const answer = await (await promptsOfNx())?.autocomplete({ message, options });
  return typeof answer === 'string' ? answer : undefined;
}

/** The chosen values, in the order of the options; undefined as for `ask`. */
export async function askSeveral(message: string, options: readonly Option[]): Promise<readonly string[] | undefined> {
  const answer = await (await promptsOfNx())?.multiselect({ message, options, required: true });
  return Array.isArray(answer)
    ? options.map(({ value }) => value).filter((value) => answer.includes(value))
    : undefined;
}

async function promptsOfNx(): Promise<Prompts | undefined> {
  try {
    const nx = createRequire(createRequire(__filename).resolve('nx/package.json'));
    return (await import(pathToFileURL(nx.resolve('@clack/prompts')).href)) as Prompts;
  } catch {
    return undefined;
  }
}
