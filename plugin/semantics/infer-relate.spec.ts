import { describe, expect, test } from 'vitest';
import type { NormalizeView, RelateView } from '../ir/semantic-ir';
import { AnnotatedSchema } from '../schema/annotated-schema';
import type { Column } from '../schema/column';
import type { SemanticType } from '../schema/semantic-type';
import { inferRelate, type RelateInput } from './infer-relate';

const column = (name: string, semantic?: SemanticType): Column => ({
  name,
  type: 'VARCHAR',
  nullable: false,
  ...(semantic ? { semantic } : {}),
});
const FILE = [column('file_id', 'file_id'), column('path', 'path')];
const SPAN = [column('bstart', 'span_start'), column('bend', 'span_end')];

function side(entity: string, columns: readonly Column[], changes: Partial<NormalizeView> = {}): RelateInput {
  const located = columns.some((c) => c.semantic === 'span_start');
  return {
    schema: new AnnotatedSchema(`${entity}_norm`, [...columns, column(`${entity}_id`, 'entity_id')]),
    entity: {
      kind: 'normalize',
      name: `${entity}_norm`,
      description: '',
      at: { file: 'x' },
      entity,
      namespace: entity,
      source: entity,
      origin: 'test',
      id: `${entity}_id`,
      span: located ? { unit: 'byte', start: 'bstart', end: 'bend' } : null,
      identity: located ? ['bstart', 'bend'] : ['key'],
      spans: located ? { own: { start: 'bstart', end: 'bend' } } : {},
      nested: null,
      foreignKeys: [],
      ...changes,
    },
  };
}

function relate(left: RelateInput, right: RelateInput, changes: Partial<RelateView> = {}) {
  const view: RelateView = {
    kind: 'relate',
    name: 'r',
    description: '',
    at: { file: 'cpg/relationships/r.ts' },
    left: { entity: left.entity?.entity ?? null, view: left.schema.dataset },
    right: { entity: right.entity?.entity ?? null, view: right.schema.dataset },
    signals: [],
    hint: null,
    base: { score: 1000, confidence: 0.9 },
    from: 'left',
    template: null,
    quality: null,
    ...changes,
  };
  return inferRelate(view, { left, right });
}

const spanned = side('note', [...FILE, ...SPAN]);
const keyed = side('flag', [...FILE, column('note_id', 'foreign_id')], {
  foreignKeys: [{ column: 'note_id', entity: 'note', by: ['a', 'b'] }],
});
const symbol = side('word', [column('path', 'path'), column('symbol', 'symbol')]);
const named = side('name', [column('path', 'path'), column('symbol', 'symbol'), column('qname', 'qname')]);
const plain = side('plain', [...FILE]);

const strategyOf = (result: ReturnType<typeof relate>) =>
  result.ok
    ? [result.value.strategy.value, result.value.strategy.confidence, result.value.keys.value]
    : result.diagnostics;
const PATHS = { left: 'path', right: 'path' };

describe('the strategy', () => {
  test('two spans in one file overlap', () => {
    expect(strategyOf(relate(spanned, spanned))).toEqual(['span_overlap', 0.95, [PATHS]]);
  });
  test('a key of either side', () => {
    expect(strategyOf(relate(keyed, spanned))).toEqual([
      'foreign_key',
      0.85,
      [PATHS, { left: 'note_id', right: 'note_id' }],
    ]);
    expect(strategyOf(relate(spanned, keyed))).toEqual([
      'foreign_key',
      0.85,
      [PATHS, { left: 'note_id', right: 'note_id' }],
    ]);
  });
  test('the file, of which every row says that it is in it', () => {
    const file = side('source', FILE, { identity: [] });
    expect(strategyOf(relate(spanned, file))).toEqual(['foreign_key', 0.85, [PATHS]]);
    expect(strategyOf(relate(file, file))).toEqual(['equi_join', 0.6, [PATHS]]);
  });
  test('a symbol, before a qualified name', () => {
    expect(strategyOf(relate(symbol, named))).toEqual(['symbol_match', 0.75, [{ left: 'symbol', right: 'symbol' }]]);
  });
  test('the file, when there is nothing else', () => {
    expect(strategyOf(relate(plain, spanned))).toEqual(['equi_join', 0.6, [PATHS]]);
  });
  test('containment only when asked for, by a hint or by a signal', () => {
    expect(strategyOf(relate(spanned, spanned, { hint: 'span_contains' }))).toEqual(['span_contains', 0.95, [PATHS]]);
    const contains = { condition: { is: 'contains', left: 'own', right: 'own' }, weight: null } as const;
    expect(strategyOf(relate(spanned, spanned, { signals: [contains] }))).toEqual(['span_contains', 0.95, [PATHS]]);
  });
});

describe('what competes', () => {
  const rankingOf = (result: ReturnType<typeof relate>) =>
    result.ok ? result.value.ranking.value : result.diagnostics;
  test('nothing, when the key is the id of the right side', () => {
    expect(rankingOf(relate(keyed, spanned))).toBeNull();
  });
  test('nothing, when the right side is the file itself', () => {
    expect(rankingOf(relate(spanned, side('source', FILE, { identity: [] })))).toBeNull();
  });
  test('the rows that refer to a left row', () => {
    expect(rankingOf(relate(spanned, keyed))).toBe('note_id');
  });
  test('the spans that overlap a left row', () => {
    expect(rankingOf(relate(spanned, spanned))).toBe('note_id');
  });
});

describe('a mistake', () => {
  const codes = (result: ReturnType<typeof relate>) => (result.ok ? [] : result.diagnostics.map((d) => d.code));
  const text = (result: ReturnType<typeof relate>) => (result.ok ? '' : (result.diagnostics[0]?.message ?? ''));

  test('a hint that the sides cannot meet shows them by role', () => {
    const result = relate(plain, spanned, { hint: 'span_overlap' });
    expect(codes(result)).toEqual(['CPG_JOIN_NOT_INFERRED']);
    expect(text(result)).toContain('left:  plain_norm; file file_id, path; id plain_id');
    expect(text(result)).toContain("right: note_norm; file file_id, path; id note_id; span 'own' bstart, bend");
  });
  test('two keys to the same entity are ambiguous', () => {
    const twice = side('flag', [...FILE, column('a_id'), column('b_id')], {
      foreignKeys: ['a_id', 'b_id'].map((of) => ({ column: of, entity: 'note', by: ['a', 'b'] })),
    });
    const result = relate(twice, spanned);
    expect(codes(result)).toEqual(['CPG_JOIN_AMBIGUOUS']);
    expect(text(result)).toContain('a_id of flag refers to note; b_id of flag refers to note');
  });
  test('a signal about a column or a span that is not there', () => {
    const signals = [
      { condition: { is: 'truthy', side: 'right', column: 'nope' }, weight: null },
      { condition: { is: 'same_end', left: 'callee', right: 'own' }, weight: 5 },
    ] as const;
    const result = relate(spanned, spanned, { signals: [...signals] });
    expect(codes(result)).toEqual(['CPG_UNKNOWN_COLUMN', 'CPG_UNKNOWN_SPAN']);
  });
});

test('renaming columns changes the keys and nothing else', () => {
  const renamed = side(
    'note',
    [column('f', 'file_id'), column('p', 'path'), column('s', 'span_start'), column('e', 'span_end')],
    {
      spans: { own: { start: 's', end: 'e' } },
    },
  );
  const result = relate(renamed, spanned);
  expect(result.ok && [result.value.strategy.value, result.value.keys.value, result.value.projection.value]).toEqual([
    'span_overlap',
    [{ left: 'p', right: 'path' }],
    ['f', 'p', 's', 'e'],
  ]);
});
