import { defineEntity } from '../../declare';

export default defineEntity({
  name: 'cst_docstring',
  source: 'cst_docstrings',
  id: 'docstring_id',
  content: ['docstring'],
  node: { kind: 'CST_DOCSTRING' },
});
