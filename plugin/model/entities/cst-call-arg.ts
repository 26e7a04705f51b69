import { defineEntity } from '../../declare';

export default defineEntity({
  name: 'cst_call_arg',
  source: 'cst_call_args',
  id: 'call_arg_id',
  location: { start: 'bstart', end: 'bend' },
  foreignKeys: [{ column: 'call_id', entity: 'cst_call', start: 'call_bstart', end: 'call_bend' }],
  node: { kind: 'CST_CALL_ARG', properties: { text: 'arg_text', position: 'arg_index', param_name: 'keyword' } },
});
