import { entityReference, isNull } from '../../declare';

export default entityReference('cst_def', 'file', {
  description: 'A definition at the top of a file and the file.',
  signals: [isNull('left.container_def_id')],
  edge: { kind: 'CONTAINS', from: 'right' },
});
