import { entityReference, isNull } from '../../declare';

export default entityReference({
  name: 'rel_docstring_of_file',
  description: 'The docstring of a module and its file.',
  left: 'cst_docstring',
  right: 'file',
  signals: [isNull('left.owner_def_id')],
  edge: { kind: 'HAS_DOCSTRING', from: 'right' },
});
