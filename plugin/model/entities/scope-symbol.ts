import { defineEntity } from '../../declare';

export default defineEntity({
  name: 'scope_symbol',
  source: 'symtable_symbols',
  view: 'scope_symbols_norm',
  identity: ['block_id', 'name'],
});
