import { entityReference } from '../../declare';

export default entityReference({
  name: 'rel_docstring_of_def',
  description: 'A docstring and the definition it describes.',
  left: 'cst_docstring',
  right: 'cst_def',
  edge: { kind: 'HAS_DOCSTRING', from: 'right' },
});
