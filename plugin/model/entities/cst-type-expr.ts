import { defineEntity } from '../../declare';

export default defineEntity({
  source: 'cst_type_exprs',
  content: ['expr_text', 'expr_kind', 'expr_role', 'param_name'],
  node: { kind: 'TYPE_EXPR' },
});
