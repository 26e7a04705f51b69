import { defineEntity } from '../../declare';

export default defineEntity({
  source: 'cst_refs',
  id: 'ref_id',
  content: ['ref_text', 'ref_kind', 'scope_type', 'scope_name', 'scope_role', 'parent_kind'],
  node: { kind: 'CST_REF', properties: { expr_context: 'expr_ctx' } },
});
