import { defineEntity } from '../../declare';

export default defineEntity({
  name: 'cst_docstring',
  source: 'cst_docstrings',
  id: 'docstring_id',
  location: { start: 'bstart', end: 'bend' },
  content: ['docstring'],
  foreignKeys: [{ column: 'owner_def_id', entity: 'cst_def', start: 'owner_def_bstart', end: 'owner_def_bend' }],
  node: { kind: 'CST_DOCSTRING' },
});
