/** What people write declarations with: `import { defineEntity } from 'cpg/declare'`. */
export { defineEntity } from './declaration/entity';
export { defineExtractor } from './declaration/extractor';
export { defineRelationship, isNotNull, isNull } from './declaration/relationship';
export { defineView } from './declaration/view';
export {
  bigint,
  fileId,
  flag,
  int,
  line,
  lineColumn,
  nullable,
  path,
  qname,
  spanEnd,
  spanStart,
  symbol,
  text,
  texts,
} from './schema/columns';
