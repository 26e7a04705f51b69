import { entityReference } from '../../declare';

export default entityReference('cst_call_arg', 'cst_call', {
  description: 'An argument and the call it is passed to.',
  edge: { kind: 'ARGUMENT_OF', from: 'left' },
});
