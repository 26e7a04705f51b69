import { entityReference, isNull } from '../../declare';

export default entityReference({
  name: 'rel_def_in_file',
  description: 'A definition at the top of a file and the file.',
  left: 'cst_def',
  right: 'file',
  signals: [isNull('left.container_def_id')],
  edge: { kind: 'CONTAINS', from: 'right' },
});
