import { defineView } from '../../declare';

export default defineView({
  nodes: {
    kind: 'DEF_SITE',
    id: 'def_site_id',
    properties: {
      binding_id: 'binding_id',
      name: 'name',
      def_site_kind: 'def_site_kind',
      anchor_confidence: 'anchor_confidence',
      anchor_reason: 'anchor_reason',
    },
  },
  edges: {
    kind: 'DEF_SITE_OF',
    from: 'symtable_def_sites',
    to: 'symtable_bindings',
    columns: { src: 'def_site_id', dst: 'binding_id', confidence: 'anchor_confidence' },
  },
});
