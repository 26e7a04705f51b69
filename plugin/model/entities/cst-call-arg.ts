import { defineEntity } from '../../declare';

export default defineEntity({
  source: 'cst_call_args',
  id: 'call_arg_id',
  node: { kind: 'CST_CALL_ARG', properties: { text: 'arg_text', position: 'arg_index', param_name: 'keyword' } },
});
