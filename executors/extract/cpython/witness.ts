/** A Python file -> what CPython says of it, or the one row that says why it says nothing. */
import { MAX_SOURCE_BYTES } from '../limits';
import type { FileContent } from '../read-source';
import { openInterpreter, type Refuse, type Witness } from './interpreter';
import { syntaxBounds } from './nesting';
import type { Packed } from './packed';

/**
 * Nesting of syntax, counted in operators, brackets and `elif`. CPython recurses over it, on a stack whose size is the
 * machine's business: with one megabyte, as on the main thread, it overflows between 1.5 and 2 times this.
 */
export const MAX_PYTHON_NESTING = 1_000;

/** Names and literals of one file. CPython holds about a kilobyte for each; no file of CPython's own has more than 25,000. */
const MAX_WORDS = 500_000;

/**
 * Replacement fields of f-strings, times bytes of the file: CPython copies the rest of the file at each of them. This
 * takes it some 10 seconds; 1,000 fields in 100,000 bytes, a large file, are an eightieth of it.
 */
const MAX_FIELD_BYTES = 2 ** 33;

export interface ErrorRow {
  readonly error_type: string;
  readonly message: string;
  readonly bstart: number | null;
  readonly bend: number | null;
}

/** Facts, or why there are none. */
export type Testimony = { readonly facts: Packed } | { readonly error: ErrorRow };

const refuse: Refuse = (utf8) => {
  const { depth, fields, words } = syntaxBounds(utf8, MAX_PYTHON_NESTING);
  if (depth > MAX_PYTHON_NESTING) return ['too_deep', `nested more than ${MAX_PYTHON_NESTING} levels deep`];
  if (words > MAX_WORDS) return ['too_many_nodes', `more than ${MAX_WORDS} names and literals`];
  if (fields * utf8.length <= MAX_FIELD_BYTES) return null;
  return ['too_many_fields', `${fields} replacement fields in f-strings of ${utf8.length} bytes of source`];
};

const wholeFile = (error_type: string, message: string): Testimony => ({
  error: { error_type, message, bstart: null, bend: null },
});

/** Opens `witness` in this thread: the function that asks it about a file. */
export async function openWitness(witness: Witness): Promise<(file: FileContent) => Testimony> {
  const interpreter = await openInterpreter();
  return ({ bytes }) => {
    if (bytes.length > MAX_SOURCE_BYTES) return wholeFile('too_large', `more than ${MAX_SOURCE_BYTES} bytes`);
    const refused = refuse(bytes);
    if (refused !== null) return wholeFile(...refused);
    const facts = interpreter.run(witness, bytes, refuse);
    return facts.rows('error') === 0 ? { facts } : { error: errorOf(facts) };
  };
}

function errorOf(facts: Packed): ErrorRow {
  let error: ErrorRow = { error_type: '', message: '', bstart: null, bend: null };
  facts.each('error', (row) => {
    error = {
      error_type: row.text(0),
      message: row.text(1),
      bstart: row.optionalInt(2),
      bend: row.optionalInt(3),
    };
  });
  return error;
}
