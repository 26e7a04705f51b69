import { defineEntity } from '../../declare';

export default defineEntity({
  source: 'cst_decorators',
  id: 'decorator_id',
  content: ['decorator_text'],
  node: { kind: 'CST_DECORATOR', properties: { position: 'decorator_index' } },
});
