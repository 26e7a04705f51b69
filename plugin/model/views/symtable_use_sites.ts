import { defineView } from '../../declare';

export default defineView({
  nodes: {
    kind: 'USE_SITE',
    id: 'use_site_id',
    properties: {
      binding_id: 'binding_id',
      name: 'name',
      use_kind: 'use_kind',
      anchor_confidence: 'anchor_confidence',
      anchor_reason: 'anchor_reason',
    },
  },
  edges: {
    kind: 'USE_SITE_OF',
    from: 'symtable_use_sites',
    to: 'symtable_bindings',
    columns: { src: 'use_site_id', dst: 'binding_id', confidence: 'anchor_confidence' },
  },
});
