import { entityReference } from '../../declare';

export default entityReference('cst_def', 'cst_def', {
  description: 'A definition and the definition that contains it.',
  edge: { kind: 'CONTAINS', from: 'right' },
});
