/** What every extractor of files has to do with any file. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Columns, fileColumn } from '../../../plugin/schema/column';
import { type Language, languageOf } from '../../../plugin/schema/language';
import { collectRows } from '../collect-rows';
import { emitInto } from '../emit-into';
import { RowsBuilder } from '../evidence/rows-builder';
import type { Datasets, ExtractFile, FileExtractorRuntime } from '../extractor-runtime';
import { openReaders } from '../open-readers';
import { type FileContent, suffixOf } from '../read-source';
import { datasetsOf } from './datasets-of';
import type { TestRow } from './extract-text';
import { HOSTILE_FILES } from './hostile-files';

/** A file that no extractor finds anything wrong with. */
const ORDINARY = 'x = [f(a.b), "c"]\n';

/** Registers the tests of an extractor. */
export function describeExtractor(runtime: FileExtractorRuntime): void {
  const { name, languages, datasets } = runtime.declaration;
  const reads = (path: string): boolean => {
    const language = languageOf(path);
    return languages === 'all' || (language !== null && languages.includes(language));
  };
  let readers: ReadonlyMap<Language | null, ExtractFile<Datasets>>;
  const builder = new RowsBuilder(datasetsOf(runtime));
  const fileOf = (path: string, content: string | Uint8Array): FileContent => ({
    suffix: suffixOf(path),
    language: languageOf(path),
    bytes: Buffer.from(content),
    linkTarget: null,
  });
  /** The rows as they are stored and sent; a value that does not fit its column throws. */
  const pack = (file: FileContent): Uint8Array => {
    readers.get(file.language)?.(file, emitInto(builder));
    return builder.finish();
  };

  describe(name, () => {
    beforeAll(async () => {
      readers = await openReaders(runtime);
    }, 120_000);

    for (const [path, files] of Object.entries(HOSTILE_FILES).filter(([path]) => reads(path))) {
      test.each(files)(`${path} with %s`, (_what, content) => {
        const file = fileOf(path, content);
        const ordinary = pack(fileOf(path, ORDINARY));
        const { emit, rows } = collectRows(datasets);
        readers.get(file.language)?.(file, emit);
        expect([...problems(datasets, rows, Buffer.from(content))].slice(0, 5)).toEqual([]);
        const packed = pack(file);
        expect(Buffer.compare(pack(fileOf(path, ORDINARY)), ordinary), 'the file after it has other rows').toBe(0);
        expect(Buffer.compare(pack(file), packed), 'it has other rows the second time').toBe(0);
      });
    }
  });
}

/** Rows that do not fit their declaration or their file, in words. */
function* problems(
  datasets: Datasets,
  rows: Readonly<Record<string, readonly TestRow[]>>,
  bytes: Buffer,
): Generator<string> {
  const isText = bytes.equals(Buffer.from(bytes.toString()));
  for (const [dataset, { columns }] of Object.entries(datasets)) {
    const own = Object.entries(columns).filter(([, { semantic }]) => fileColumn({ semantic }) === undefined);
    const names = own
      .map(([column]) => column)
      .sort()
      .join();
    const spans = spansOf(columns);
    const parents = own.flatMap(([column]) => (`parent_${column}` in columns ? [column] : []));
    for (const row of rows[dataset] ?? []) {
      const say = (what: string) => `${dataset}: ${what} in ${JSON.stringify(row).slice(0, 300)}`;
      if (Object.keys(row).sort().join() !== names) yield say(`not the columns ${names}`);
      for (const [start, end] of spans) {
        const [from, to] = [row[start], row[end]];
        if (from === null && to === null) continue;
        if (!(0 <= Number(from) && Number(from) <= Number(to) && Number(to) <= bytes.length))
          yield say(`a wrong ${start}`);
        else if (isText && [from, to].some((at) => isInside(bytes, Number(at))))
          yield say(`half a character at ${start}`);
      }
      for (const column of parents) {
        const parent = row[`parent_${column}`];
        if (parent !== null && typeof parent === 'number' && parent >= Number(row[column]))
          yield say(`a late ${column}`);
      }
    }
  }
}

/** Whether a position is not between two characters. */
const isInside = (bytes: Buffer, at: number): boolean => ((bytes[at] ?? 0) & 0xc0) === 0x80;

/** Names of the columns in which each span of a row begins and ends. */
function spansOf(columns: Columns): readonly (readonly [start: string, end: string])[] {
  const bounds = Object.entries(columns);
  return bounds.flatMap(([start, { semantic, span }]) => {
    if (semantic !== 'span_start') return [];
    const end = bounds.find(([, other]) => other.semantic === 'span_end' && other.span === span)?.[0];
    return end === undefined ? [] : [[start, end] as const];
  });
}
