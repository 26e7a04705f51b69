import { expect, test } from 'vitest';
import { parseFile } from '../parse';
import { withPartialProgram } from './parse';

const parse = (text: string) =>
  withPartialProgram(parseFile({ suffix: 'ts', language: 'typescript', bytes: Buffer.from(text), linkTarget: null }));

test('a file without errors has the tree of oxc', () => {
  expect(parse('let a = 1').errors).toEqual([]);
});

test('what trips an assertion of the compiler is an error of the file', () => {
  const { program, errors } = parse('@a await b;');
  expect(program === null ? errors.map(({ error_type }) => error_type) : 'a tree').toEqual([
    'syntax_error',
    'parser_failed',
  ]);
});

test('what is nested too deep for it is not given to the compiler', () => {
  const { program, errors } = parse(`let a = ${'('.repeat(500)}`);
  expect(program).toBeNull();
  expect(errors.map(({ error_type }) => error_type)).toEqual(['syntax_error']);
});
