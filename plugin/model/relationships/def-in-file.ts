import { defineRelationship, isNull } from '../../declare';

export default defineRelationship({
  name: 'rel_def_in_file',
  description: 'A definition at the top of a file and the file.',
  left: 'cst_def',
  right: 'file',
  where: [isNull('container_def_id')],
  edge: { kind: 'CONTAINS', from: 'right' },
});
