import { defineEntity } from '../../declare';

export default defineEntity({
  name: 'cst_call',
  source: 'cst_callsites',
  view: 'cst_calls_norm',
  id: 'call_id',
  location: { start: 'call_bstart', end: 'call_bend' },
  content: ['callee_shape', 'callee_text', 'callee_dotted', 'arg_count'],
  foreignKeys: [
    { column: 'container_def_id', entity: 'cst_def', start: 'container_def_bstart', end: 'container_def_bend' },
  ],
  node: { kind: 'CST_CALLSITE' },
});
