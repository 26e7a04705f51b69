import { entityReference } from '../../declare';

export default entityReference('cst_docstring', 'cst_def', {
  description: 'A docstring and the definition it describes.',
  edge: { kind: 'HAS_DOCSTRING', from: 'right' },
});
