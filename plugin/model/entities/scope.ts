import { defineEntity } from '../../declare';

export default defineEntity({
  source: 'symtable_scopes',
  view: 'scopes_norm',
  identity: ['block_id'],
  content: ['is_meta_scope'],
  node: { kind: 'SCOPE', properties: { scope_type: 'block_type', scope_name: 'name', qualname: 'qualpath' } },
});
