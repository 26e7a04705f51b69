import { entityReference } from '../../declare';

export default entityReference({
  name: 'rel_decorator_of_def',
  description: 'A decorator and the definition it decorates.',
  left: 'cst_decorator',
  right: 'cst_def',
  edge: { kind: 'HAS_DECORATOR', from: 'right' },
});
