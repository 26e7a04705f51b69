import { entityReference, isNull } from '../../declare';

export default entityReference('cst_docstring', 'file', {
  description: 'The docstring of a module and its file.',
  signals: [isNull('left.owner_def_id')],
  edge: { kind: 'HAS_DOCSTRING', from: 'right' },
});
