import { defineView } from '../../declare';

export default defineView({
  view: 'derive',
  edges: { kind: 'CALLS', from: 'cst_call', to: 'cst_def' },
});
