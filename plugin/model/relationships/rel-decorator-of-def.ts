import { entityReference } from '../../declare';

export default entityReference('cst_decorator', 'cst_def', {
  description: 'A decorator and the definition it decorates.',
  edge: { kind: 'HAS_DECORATOR', from: 'right' },
});
