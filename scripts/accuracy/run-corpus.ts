/** A folder of real code -> what became of its call sites, and some of them at random. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { callGraphOf, positionsIn } from './call-graph-of';
import { type Callsite, callsitesOf, sampleOf, sharesOf } from './callsites';
import { readCorpus } from './corpus';

const RESOLVED = 60;
const UNRESOLVED = 30;

/** A call site as somebody looks at it. */
export interface SampledCallsite {
  /** `path:line:column` of what is called, both from 1, columns in bytes. */
  readonly at: string;
  readonly kind: string;
  /** The first line of the call. */
  readonly text: string;
  /** Callees by name; one in the project with the place of its definition. */
  readonly callees: readonly string[];
  /** Methods, or the reason why there is no callee. */
  readonly how: string;
}

export interface CorpusReport {
  readonly callsites: number;
  readonly shares: Readonly<Record<string, number>>;
  readonly seed: number | null;
  readonly resolved: readonly SampledCallsite[];
  readonly unresolved: readonly SampledCallsite[];
}

/** Call sites of the sources below `folders` of `directory`, as one project; with a seed, a sample of them. */
export async function runCorpus(directory: string, folders?: readonly string[], seed?: number): Promise<CorpusReport> {
  const root = resolve(directory);
  const sites = await callsitesIn(root, folders);
  const sampled = (outcome: Callsite['outcome'], size: number) =>
    seed === undefined
      ? []
      : sampleOf(
          sites.filter((site) => site.outcome === outcome),
          seed,
          size,
        ).map(describe);
  const describe = describerIn(root);
  return {
    callsites: sites.length,
    shares: sharesOf(sites),
    seed: seed ?? null,
    resolved: sampled('project', RESOLVED),
    unresolved: sampled('unresolved', UNRESOLVED),
  };
}

export async function callsitesIn(root: string, folders?: readonly string[]): Promise<readonly Callsite[]> {
  return callsitesOf(await callGraphOf(root, [readCorpus(root, folders)]));
}

/** Call sites below `root` in words. */
export function describerIn(root: string): (site: Callsite) => SampledCallsite {
  const position = positionsIn(root);
  return ({ path, kind, calleeBstart, bend, callees, how }) => {
    const text = readFileSync(join(root, path)).subarray(calleeBstart, bend).toString('utf8');
    return {
      at: `${path}:${position(path, calleeBstart)}`,
      kind,
      text: (text.split('\n')[0] ?? '').slice(0, 100),
      callees: callees.map((callee) =>
        callee.path === null
          ? callee.symbol
          : `${callee.symbol} ${callee.path}:${position(callee.path, callee.bstart ?? 0)}`,
      ),
      how,
    };
  };
}

/** Shares in the order of their names, then the sample, one call site after the other. */
export function corpusAsText({ callsites, shares, resolved, unresolved }: CorpusReport): string {
  const share = (count: number) => `${((100 * count) / callsites).toFixed(1).padStart(5)} %`;
  const lines = [`${String(callsites).padStart(7)}          call sites`];
  for (const [name, count] of Object.entries(shares)) {
    lines.push(`${String(count).padStart(7)} ${share(count)}  ${name}`);
  }
  for (const { at, kind, text, callees, how } of [...resolved, ...unresolved]) {
    lines.push('', `${at} ${kind} [${how}] ${text}`, ...callees.map((callee) => `  -> ${callee}`));
  }
  return [...lines, ''].join('\n');
}
