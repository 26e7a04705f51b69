import { defineEntity } from '../../declare';

export default defineEntity({
  source: 'cst_callsites',
  view: 'cst_calls_norm',
  id: 'call_id',
  content: ['callee_shape', 'callee_text', 'callee_dotted', 'arg_count'],
  node: { kind: 'CST_CALLSITE' },
});
