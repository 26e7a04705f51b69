import { defineView } from '../../declare';

export default defineView({
  edges: { kind: 'BINDING_RESOLVES_TO', from: 'symtable_bindings', to: 'symtable_bindings' },
});
