import { entityReference } from '../../declare';

export default entityReference('cst_type_expr', 'cst_def', {
  description: 'A type annotation and the definition that it is of.',
  edge: { kind: 'HAS_ANNOTATION', from: 'right' },
});
