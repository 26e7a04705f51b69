import { defineEntity } from '../../declare';

export default defineEntity({
  name: 'cst_ref',
  source: 'cst_refs',
  id: 'ref_id',
  location: { start: 'bstart', end: 'bend' },
  content: ['ref_text', 'ref_kind', 'scope_type', 'scope_name', 'scope_role', 'parent_kind'],
  foreignKeys: [
    { column: 'container_def_id', entity: 'cst_def', start: 'container_def_bstart', end: 'container_def_bend' },
  ],
  node: { kind: 'CST_REF', properties: { expr_context: 'expr_ctx' } },
});
