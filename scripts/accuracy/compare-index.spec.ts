import { expect, test } from 'vitest';
import type { Callsite } from './callsites';
import { compareWithIndex } from './compare-index';
import type { IndexedName } from './index-names';

const MAIN = 'main.py';
const LIB = 'lib.py';

/** `lib.py` defines a class of one method; `main.py` calls at the bytes 0-10 the name at 2-8. */
const UNITS = [
  { path: LIB, kind: 'module', qualname: '', def_bstart: 0, def_bend: 60 },
  { path: LIB, kind: 'class', qualname: 'A', def_bstart: 0, def_bend: 50 },
  { path: LIB, kind: 'function', qualname: 'A.__init__', def_bstart: 13, def_bend: 50 },
  { path: LIB, kind: 'function', qualname: 'f', def_bstart: 52, def_bend: 60 },
];
const named = (symbol: string, path: string, bstart: number, bend: number, isDefinition: boolean): IndexedName => ({
  symbol,
  path,
  bstart,
  bend,
  isDefinition,
});
const NAMES = [
  named('A#', LIB, 6, 7, true),
  named('A#__init__().', LIB, 17, 25, true),
  named('f().', LIB, 56, 57, true),
  named('v.', LIB, 59, 60, true),
];
const site = (callees: Callsite['callees'], outcome: Callsite['outcome'] = 'project'): Callsite => ({
  path: MAIN,
  kind: 'call',
  bstart: 0,
  bend: 10,
  calleeBstart: 0,
  calleeBend: 8,
  outcome,
  how: outcome === 'unresolved' ? 'unknown_receiver' : 'member',
  callees,
});
const INIT = { symbol: 'lib.A.__init__', path: LIB, bstart: 13 };
const F = { symbol: 'lib.f', path: LIB, bstart: 52 };

const relation = (symbol: string | null, of: Callsite): readonly string[] =>
  Object.keys(compareWithIndex([of], UNITS, symbol === null ? NAMES : [...NAMES, named(symbol, MAIN, 2, 8, false)]));

test('a call of what the index names is the same, alone or among others', () => {
  expect(relation('f().', site([F]))).toEqual(['a definition, says the index: the same']);
  expect(relation('f().', site([F, INIT]))).toEqual(['a definition, says the index: that and others']);
  expect(relation('f().', site([INIT]))).toEqual(['a definition, says the index: another']);
});

test('a class is its constructor', () => {
  expect(relation('A#', site([INIT]))).toEqual(['a definition, says the index: the same']);
});

test('where one of both has no definition, the outcome of the other is counted', () => {
  expect(relation('f().', site([], 'unresolved'))).toEqual([
    'a definition, says the index: unresolved, unknown_receiver',
  ]);
  expect(relation('v.', site([F]))).toEqual(['a variable or member without code, says the index: project']);
  expect(relation('elsewhere().', site([F]))).toEqual(['no definition in the index: project']);
  expect(relation(null, site([], 'external'))).toEqual(['no name in the index: external']);
});
