import { defineRelationship, sameValue } from '../../declare';

export default defineRelationship({
  name: 'rel_call_to_def_name',
  description: 'A call and a definition of the same name in the file, the same scope before others.',
  left: 'cst_call',
  right: 'cst_def',
  signals: [sameValue('callee_name', 'name'), sameValue('container_def_id', 'container_def_id', 10)],
  base: { score: 500, confidence: 0.5 },
});
