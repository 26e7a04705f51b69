import { adjacent, defineRelationship, isNull, spanWithin } from '../../declare';

export default defineRelationship({
  name: 'rel_cst_docstring_owner_by_span',
  description: 'A docstring without an owner and the definition around it.',
  left: 'cst_docstring',
  right: 'cst_def',
  signals: [isNull('left.owner_def_id'), spanWithin(), adjacent(10)],
  base: { score: 500, confidence: 0.75 },
});
