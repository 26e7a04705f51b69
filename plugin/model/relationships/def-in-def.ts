import { entityReference } from '../../declare';

export default entityReference({
  name: 'rel_def_in_def',
  description: 'A definition and the definition that contains it.',
  left: 'cst_def',
  right: 'cst_def',
  edge: { kind: 'CONTAINS', from: 'right' },
});
