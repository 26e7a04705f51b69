/** What people write declarations with: `import { defineEntity } from 'cpg/declare'`. */
export { defineConfig } from './declaration/config';
export { defineEntity } from './declaration/entity';
export { defineExtractor } from './declaration/extractor';
export { defineRelationship } from './declaration/relationship';
export {
  adjacent,
  exactEnd,
  exactStart,
  falsy,
  isNotNull,
  isNull,
  sameEnd,
  sameValue,
  spanContains,
  spanOverlaps,
  spanWithin,
  truthy,
} from './declaration/signal';
export { entityReference, entitySymbol } from './declaration/templates';
export { defineView } from './declaration/view';
export {
  bigint,
  columnUnit,
  endColumn,
  endLine,
  endOf,
  fileId,
  flag,
  int,
  language,
  line,
  lineColumn,
  nullable,
  path,
  qname,
  refersTo,
  spanEnd,
  spanStart,
  startOf,
  storedAs,
  symbol,
  text,
  texts,
} from './schema/columns';
