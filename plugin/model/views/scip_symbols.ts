import { defineView } from '../../declare';

export default defineView({
  nodes: {
    kind: 'SCIP_SYMBOL',
    id: 'symbol_id',
    properties: {
      symbol: 'symbol',
      display_name: 'display_name',
      symbol_kind: 'symbol_kind',
      enclosing_symbol: 'enclosing_symbol',
      documentation: 'documentation',
      signature_text: 'signature_text',
      signature_language: 'signature_language',
    },
  },
});
