import { defineView } from '../../declare';

export default defineView({
  edges: [
    { kind: 'DEFINES_SYMBOL', from: 'cst_def', to: 'scip_symbols', when: 'is_definition' },
    { kind: 'REFERENCES_SYMBOL', from: 'cst_ref', to: 'scip_symbols', when: 'is_reference' },
    { kind: 'READS_SYMBOL', from: 'cst_ref', to: 'scip_symbols', when: 'is_read' },
    { kind: 'WRITES_SYMBOL', from: 'cst_ref', to: 'scip_symbols', when: 'is_write' },
    { kind: 'IMPORTS_SYMBOL', from: 'cst_import', to: 'scip_symbols', when: 'is_import' },
    { kind: 'CALLS_SYMBOL', from: 'cst_call', to: 'scip_symbols', when: 'is_call' },
  ],
});
