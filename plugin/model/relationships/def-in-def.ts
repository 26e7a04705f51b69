import { defineRelationship, isNotNull } from '../../declare';

export default defineRelationship({
  name: 'rel_def_in_def',
  description: 'A definition and the definition that contains it.',
  left: 'cst_def',
  right: 'cst_def',
  where: [isNotNull('container_def_id')],
  edge: { kind: 'CONTAINS', from: 'right' },
});
