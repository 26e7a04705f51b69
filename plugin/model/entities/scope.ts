import { defineEntity } from '../../declare';

export default defineEntity({
  source: 'symtable_scopes',
  view: 'scopes_norm',
  identity: ['block_id'],
});
