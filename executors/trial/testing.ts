/** What people test their declarations with: `import { rowsOf } from 'cpg/testing'`. Needs no test runner. */
export { type ExtractBytes, extractorAt } from './extractor-at';
export { type GivenRows, type Row, rowsOf } from './rows-of';
