/** What people write the code of extractors with: `import { defineRuntime } from 'cpg/extract'`. */
export type { Columns, RowOf } from '../../plugin/schema/column';
export type { Language } from '../../plugin/schema/language';
export { type ByteMap, byteMap } from './byte-map';
export { decodeUtf8 } from './decode';
export {
  defineRuntime,
  type Emit,
  type ExtractFile,
  type ExtractorRuntime,
  type FileRow,
} from './extractor-runtime';
export { MAX_SOURCE_BYTES } from './limits';
export type { FileContent } from './read-source';
