import { defineRelationship, sameValue } from '../../declare';

export default defineRelationship('cst_call', 'cst_def', {
  description: 'A call and a definition of the same name in the file, the same scope before others.',
  signals: [sameValue('callee_name', 'name'), sameValue('container_def_id', 'container_def_id', 10)],
  base: { score: 500, confidence: 0.5 },
});
