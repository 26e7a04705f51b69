import { defineEntity } from '../../declare';

export default defineEntity({
  name: 'cst_def',
  source: 'cst_defs',
  id: 'def_id',
  location: { start: 'def_bstart', end: 'def_bend' },
  content: ['name', 'qualname', 'docstring', 'decorator_count'],
  foreignKeys: [
    {
      column: 'container_def_id',
      entity: 'cst_def',
      start: 'container_def_bstart',
      end: 'container_def_bend',
      nullIf: 'container_def_kind',
    },
  ],
  node: { kind: 'CST_DEF', properties: { def_kind: 'kind', container_def_id: 'container_def_id' } },
});
