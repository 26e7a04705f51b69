/** A folder of real code -> what became of its call sites, and some of them at random. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CALL_GRAPH, CODE_UNITS, callGraphOf, positionsIn, viewsOf } from './call-graph-of';
import { type Callsite, callsitesOf, sampleOf, sharesOf } from './callsites';
import { compareWithIndex } from './compare-index';
import { readCorpus } from './corpus';
import { indexedNames } from './index-names';

const RESOLVED = 60;
const UNRESOLVED = 30;

/** A call site as somebody looks at it. */
export interface SampledCallsite {
  /** `path:line:column` of what is called, both from 1, columns in bytes. */
  readonly at: string;
  readonly kind: string;
  /** The end of what is called, and the beginning of the rest of the call, each on one line. */
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
  /** Written calls by how they relate to what an index says; empty without one. */
  readonly compared: Readonly<Record<string, number>>;
}

export interface CorpusOptions {
  /** That of a sample of the call sites. */
  readonly seed?: number | undefined;
  /** Directory with indexers in its node_modules. */
  readonly index?: string | undefined;
}

/** Call sites of the sources below `folders` of `directory`, as one project. */
export async function runCorpus(
  directory: string,
  folders: readonly string[] | undefined,
  { seed, index }: CorpusOptions,
): Promise<CorpusReport> {
  const root = resolve(directory);
  const project = readCorpus(root, folders);
  const [rows = [], units = []] = await viewsOf(root, [project], [CALL_GRAPH, CODE_UNITS]);
  const sites = callsitesOf(rows);
  const describe = describerIn(root);
  const sampled = (outcome: Callsite['outcome'], size: number) =>
    seed === undefined
      ? []
      : sampleOf(
          sites.filter((site) => site.outcome === outcome),
          seed,
          size,
        ).map(describe);
  return {
    callsites: sites.length,
    shares: sharesOf(sites),
    seed: seed ?? null,
    resolved: sampled('project', RESOLVED),
    unresolved: sampled('unresolved', UNRESOLVED),
    compared: index === undefined ? {} : compareWithIndex(sites, units, await indexedNames(root, project, index)),
  };
}

export async function callsitesIn(root: string, folders?: readonly string[]): Promise<readonly Callsite[]> {
  return callsitesOf(await callGraphOf(root, [readCorpus(root, folders)]));
}

/** Call sites below `root` in words. */
export function describerIn(root: string): (site: Callsite) => SampledCallsite {
  const position = positionsIn(root);
  return ({ path, kind, calleeBstart, calleeBend, bend, callees, how }) => {
    const bytes = readFileSync(join(root, path));
    const text = (from: number, to: number) => bytes.subarray(from, to).toString('utf8').replace(/\s+/g, ' ');
    return {
      at: `${path}:${position(path, calleeBstart)}`,
      kind,
      text: text(calleeBstart, calleeBend).slice(-60) + text(calleeBend, bend).slice(0, 40),
      callees: callees.map((callee) =>
        callee.path === null
          ? callee.symbol
          : `${callee.symbol} ${callee.path}${callee.bstart === null ? '' : `:${position(callee.path, callee.bstart)}`}`,
      ),
      how,
    };
  };
}

/** Shares in the order of their names, the comparison with an index, then the sample, one call site after the other. */
export function corpusAsText({ callsites, shares, resolved, unresolved, compared }: CorpusReport): string {
  const share = (count: number) => `${((100 * count) / callsites).toFixed(1).padStart(5)} %`;
  const lines = [`${String(callsites).padStart(7)}          call sites`];
  for (const [name, count] of Object.entries(shares)) {
    lines.push(`${String(count).padStart(7)} ${share(count)}  ${name}`);
  }
  if (Object.keys(compared).length > 0) lines.push('');
  for (const [relation, count] of Object.entries(compared)) lines.push(`${String(count).padStart(7)}  ${relation}`);
  for (const { at, kind, text, callees, how } of [...resolved, ...unresolved]) {
    lines.push('', `${at} ${kind} [${how}] ${text}`, ...callees.map((callee) => `  -> ${callee}`));
  }
  return [...lines, ''].join('\n');
}
