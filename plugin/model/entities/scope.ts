import { defineEntity } from '../../declare';

export default defineEntity({
  name: 'scope',
  source: 'symtable_scopes',
  view: 'scopes_norm',
  identity: ['block_id'],
});
