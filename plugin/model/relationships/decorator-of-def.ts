import { defineRelationship } from '../../declare';

export default defineRelationship({
  name: 'rel_decorator_of_def',
  description: 'A decorator and the definition it decorates.',
  left: 'cst_decorator',
  right: 'cst_def',
  edge: { kind: 'HAS_DECORATOR', from: 'right' },
});
