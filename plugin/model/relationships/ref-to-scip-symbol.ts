import { entitySymbol, spanOverlaps } from '../../declare';

export default entitySymbol({
  name: 'rel_cst_ref_to_scip_symbol',
  description: 'A mention of a name and the symbol at its place, definitions included.',
  left: 'cst_ref',
  signals: [spanOverlaps()],
  base: { score: 1000, confidence: 0.95 },
});
