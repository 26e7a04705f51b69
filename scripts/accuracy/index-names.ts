/** A project of real code -> what an indexer says that the names in it stand for. */
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Datasets, EmitInProject } from '../../executors/extract/extractor-runtime';
import { type OpenFile, suffixOf } from '../../executors/extract/read-source';
import scip from '../../executors/extract/scip/extractor';
import { languageOf } from '../../plugin/schema/language';
import type { ProjectFiles } from './call-graph-of';
import { CONFIGURATION } from './suite';

export interface IndexedName {
  /** As the index writes it; one of a file's own names is told apart by the file. */
  readonly symbol: string;
  readonly path: string;
  /** Half-open bytes of the name. */
  readonly bstart: number;
  readonly bend: number;
  readonly isDefinition: boolean;
}

interface Occurrence {
  readonly symbol: string;
  readonly isDefinition: boolean;
  readonly isLocal: boolean;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Names on one line in the sources of a project below `root`, by the indexers in the node_modules of `workspace`.
 *
 * @throws what the indexer says, when it fails.
 */
export async function indexedNames(
  root: string,
  { name, files }: ProjectFiles,
  workspace: string,
): Promise<readonly IndexedName[]> {
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'cpg-accuracy-scip-')));
  try {
    const open = (path: string): OpenFile => ({
      path,
      suffix: suffixOf(path),
      language: languageOf(path),
      bytes: readFileSync(join(root, path)),
      linkTarget: null,
    });
    const occurrences = new Map<string, Occurrence[]>();
    const emit: EmitInProject<Datasets> = (dataset, path, row: Readonly<Record<string, unknown>>) => {
      if (dataset === 'scip_errors') {
        const message = `${path ?? name}: ${String(row.message)}`;
        if (path === null) throw new Error(message);
        console.error(message);
      }
      if (dataset !== 'scip_occurrences' || path === null || row.start_line !== row.end_line) return;
      const found = {
        symbol: String(row.symbol),
        isDefinition: row.is_definition === true,
        isLocal: row.is_local === true,
        line: Number(row.start_line),
        start: Number(row.start_char),
        end: Number(row.end_char),
      };
      const known = occurrences.get(path);
      if (known === undefined) occurrences.set(path, [found]);
      else known.push(found);
    };
    const extract = await scip.open();
    await extract(
      {
        name,
        root: '.',
        files: files.filter((path) => languageOf(path) !== null).map(open),
        context: files.filter((path) => CONFIGURATION.test(path)).map(open),
        dependencies: [],
        workspaceRoot: resolve(workspace),
        temporary,
      },
      emit,
    );
    return [...occurrences].flatMap(([path, found]) => inBytes(path, readFileSync(join(root, path), 'utf8'), found));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function inBytes(path: string, text: string, occurrences: readonly Occurrence[]): readonly IndexedName[] {
  const lines = text.split('\n');
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + Buffer.byteLength(line) + 1);
  return occurrences.map(({ symbol, isDefinition, isLocal, line, start, end }) => {
    const offset = (char: number) => (starts[line] ?? 0) + Buffer.byteLength((lines[line] ?? '').slice(0, char));
    return {
      symbol: isLocal ? `${path} ${symbol}` : symbol,
      path,
      bstart: offset(start),
      bend: offset(end),
      isDefinition,
    };
  });
}
