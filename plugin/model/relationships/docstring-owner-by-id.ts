import { defineRelationship, sameValue } from '../../declare';

export default defineRelationship({
  name: 'rel_cst_docstring_owner_by_id',
  description: 'A docstring and the definition that it says it belongs to.',
  left: 'cst_docstring',
  right: 'cst_def',
  strategy: 'foreign_key',
  signals: [sameValue('owner_kind', 'kind', 5)],
});
