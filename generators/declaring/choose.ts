/** What a person has to choose: asked in a terminal, else the candidates in an error. */
import { DiagnosticError, diagnostic, type Place } from '../../plugin/core/diagnostic';
import { nearest } from '../../plugin/core/nearest';
import { ask, askSeveral, canAsk } from './ask';

export interface Candidate {
  readonly value: string;
  /** What it is, for a person who does not know it. */
  readonly hint?: string;
}

export interface Choice {
  readonly option: string;
  readonly question: string;
  readonly candidates: readonly Candidate[];
  /** What the answer is likely to resemble. */
  readonly like: string;
  readonly at: Place;
}

/** The chosen candidate. Errors: `CPG_OPTION_MISSING` with the candidates, where nobody can be asked. */
export async function choose(choice: Choice): Promise<string> {
  return (canAsk() ? await ask(choice.question, choice.candidates) : undefined) ?? missing(choice);
}

/** The chosen candidates, at least one. Errors: as of `choose`. */
export async function chooseSeveral(choice: Choice): Promise<readonly string[]> {
  return (canAsk() ? await askSeveral(choice.question, choice.candidates) : undefined) ?? missing(choice);
}

function missing({ option, candidates, like, at }: Choice): never {
  const values = candidates.map(({ value }) => value);
  const near = nearest(like, values);
  throw new DiagnosticError([
    diagnostic('CPG_OPTION_MISSING', { option, candidates: values, near }, { ...at, path: option }),
  ]);
}
