import { defineView } from '../../declare';

export default defineView({
  edges: [
    { kind: 'SCIP_SYMBOL_REFERENCE', from: 'scip_symbols', to: 'scip_symbols', when: 'is_reference' },
    { kind: 'SCIP_SYMBOL_IMPLEMENTATION', from: 'scip_symbols', to: 'scip_symbols', when: 'is_implementation' },
    { kind: 'SCIP_SYMBOL_TYPE_DEFINITION', from: 'scip_symbols', to: 'scip_symbols', when: 'is_type_definition' },
    { kind: 'SCIP_SYMBOL_DEFINITION', from: 'scip_symbols', to: 'scip_symbols', when: 'is_definition' },
  ],
});
