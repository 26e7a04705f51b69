import { entityReference } from '../../declare';

export default entityReference({
  name: 'rel_argument_of_call',
  description: 'An argument and the call it is passed to.',
  left: 'cst_call_arg',
  right: 'cst_call',
  edge: { kind: 'ARGUMENT_OF', from: 'left' },
});
