/** What must hold of the evidence in any TypeScript or JavaScript file, whatever is in it. */
import type { TestRow, TestRows } from '../../testing/extract-text';

/** Every way in which rows disagree with the bytes they point to, or with each other; empty when all is well. */
export function rowProblems(content: Uint8Array, rows: TestRows): readonly string[] {
  const bytes = Buffer.from(content);
  const problems: string[] = [];
  const expect = (holds: boolean, what: string, row: TestRow): void => {
    if (!holds) problems.push(`${what}: ${JSON.stringify(row)}`);
  };
  const of = (dataset: string): readonly TestRow[] => rows[dataset] ?? [];
  const text = (row: TestRow, prefix = ''): string =>
    bytes.toString('utf8', Number(row[`${prefix}bstart`]), Number(row[`${prefix}bend`]));

  for (const [dataset, all] of Object.entries(rows)) {
    for (const row of all) {
      for (const column of Object.keys(row).filter((name) => name.endsWith('bstart'))) {
        const [start, end] = [row[column], row[column.replace('bstart', 'bend')]];
        if (start === null && end === null) continue;
        expect(
          Number(start) >= 0 && Number(start) <= Number(end) && Number(end) <= bytes.length,
          `${dataset}.${column} in the file`,
          row,
        );
        // A span that begins or ends within a character is off by some bytes.
        for (const at of [Number(start), Number(end)]) {
          expect(
            at >= bytes.length || ((bytes[at] ?? 0) & 0xc0) !== 0x80,
            `${dataset}.${column} between characters`,
            row,
          );
        }
      }
    }
  }
  const spelled = (name: unknown, source: string): boolean => source.includes('\\') || source === name;
  of('ast_nodes').forEach((row, id) => {
    expect(
      row.ast_id === id && (id === 0 ? row.parent_ast_id === null : Number(row.parent_ast_id) < id),
      'ast_nodes in preorder',
      row,
    );
    if (row.kind === 'Identifier')
      expect(text(row).includes('\\') || text(row).includes(String(row.name)), 'name of an identifier', row);
  });
  expect(of('ast_edges').length === Math.max(0, of('ast_nodes').length - 1), 'an edge to every node but the first', {});
  for (const row of of('ast_defs')) expect(spelled(row.name, text(row, 'name_')), 'name of a definition', row);
  for (const row of of('symtable_references')) expect(spelled(row.name, text(row)), 'name of a reference', row);

  const scopes = new Set(of('symtable_scopes').map(({ block_id }) => block_id));
  for (const row of [...of('symtable_symbols'), ...of('symtable_references'), ...of('symtable_partitions')]) {
    expect(scopes.has(row.block_id ?? -1), 'scope of a row', row);
  }
  const symbols = new Set(of('symtable_symbols').map(({ block_id, name }) => `${block_id} ${name}`));
  for (const row of of('symtable_references')) {
    const { resolved_block_id: at } = row;
    expect(at === null || (scopes.has(at ?? -1) && symbols.has(`${at} ${row.name}`)), 'symbol of a reference', row);
  }
  const named = (dataset: string, key: string): boolean =>
    new Set(of(dataset).map((row) => row[key])).size === of(dataset).length;
  expect(named('symtable_scopes', 'qualpath') && named('cfg_units', 'qualpath'), 'one path each', {});

  const blocks = new Map(of('cfg_blocks').map((row) => [`${row.unit_id} ${row.block_id}`, row.kind]));
  expect(blocks.size === of('cfg_blocks').length, 'blocks are numbered', {});
  for (const row of of('cfg_edges')) {
    const [from, to] = [
      blocks.get(`${row.unit_id} ${row.src_block_id}`),
      blocks.get(`${row.unit_id} ${row.dst_block_id}`),
    ];
    expect(from !== undefined && to !== undefined && from !== 'exit' && to !== 'entry', 'ends of an edge', row);
  }
  for (const row of of('cfg_units')) {
    const own = of('cfg_blocks').filter(({ unit_id }) => unit_id === row.unit_id);
    for (const kind of ['entry', 'exit'])
      expect(own.filter((block) => block.kind === kind).length === 1, `one ${kind}`, row);
  }
  return problems;
}
