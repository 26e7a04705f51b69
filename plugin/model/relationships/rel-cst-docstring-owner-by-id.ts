import { defineRelationship, sameValue } from '../../declare';

export default defineRelationship('cst_docstring', 'cst_def', {
  description: 'A docstring and the definition that it says it belongs to.',
  strategy: 'foreign_key',
  signals: [sameValue('owner_kind', 'kind', 5)],
});
