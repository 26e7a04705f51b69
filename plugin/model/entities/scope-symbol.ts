import { defineEntity } from '../../declare';

export default defineEntity({
  source: 'symtable_symbols',
  view: 'scope_symbols_norm',
  identity: ['block_id', 'name'],
});
