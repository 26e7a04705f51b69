import { defineView } from '../../declare';

export default defineView({
  nodes: {
    kind: 'BINDING',
    id: 'binding_id',
    properties: {
      scope_id: 'scope_id',
      name: 'name',
      binding_kind: 'binding_kind',
      declared_here: 'declared_here',
      referenced_here: 'referenced_here',
      assigned_here: 'assigned_here',
      annotated_here: 'annotated_here',
    },
  },
  edges: {
    kind: 'SCOPE_BINDS',
    from: 'scope',
    to: 'symtable_bindings',
    columns: { src: 'scope_id', dst: 'binding_id', bstart: 'scope_bstart', bend: 'scope_bend' },
  },
});
