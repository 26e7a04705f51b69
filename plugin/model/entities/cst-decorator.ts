import { defineEntity } from '../../declare';

export default defineEntity({
  name: 'cst_decorator',
  source: 'cst_decorators',
  id: 'decorator_id',
  location: { start: 'bstart', end: 'bend' },
  content: ['decorator_text'],
  foreignKeys: [{ column: 'owner_def_id', entity: 'cst_def', start: 'owner_def_bstart', end: 'owner_def_bend' }],
  node: { kind: 'CST_DECORATOR', properties: { position: 'decorator_index' } },
});
