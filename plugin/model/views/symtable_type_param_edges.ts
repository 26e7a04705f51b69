import { defineView } from '../../declare';

export default defineView({
  edges: {
    kind: 'TYPE_PARAM_OF',
    from: 'symtable_type_params',
    to: 'scope',
    columns: { src: 'type_param_id', dst: 'owner_scope_id' },
  },
});
