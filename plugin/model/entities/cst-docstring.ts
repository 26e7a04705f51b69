import { defineEntity } from '../../declare';

export default defineEntity({
  source: 'cst_docstrings',
  id: 'docstring_id',
  content: ['docstring'],
  node: { kind: 'CST_DOCSTRING' },
});
