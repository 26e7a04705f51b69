import { defineEntity } from '../../declare';

export default defineEntity({
  source: 'cst_defs',
  id: 'def_id',
  content: ['name', 'qualname', 'docstring', 'decorator_count'],
  node: { kind: 'CST_DEF', properties: { def_kind: 'kind', container_def_id: 'container_def_id' } },
});
