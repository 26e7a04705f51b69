import { adjacent, defineRelationship, isNull, spanWithin } from '../../declare';

export default defineRelationship('cst_docstring', 'cst_def', {
  description: 'A docstring without an owner and the definition around it.',
  signals: [isNull('left.owner_def_id'), spanWithin(), adjacent(10)],
  base: { score: 500, confidence: 0.75 },
});
