import { entitySymbol, sameEnd } from '../../declare';

export default entitySymbol('cst_ref', {
  description: 'A mention of a name and the symbol at its place, definitions included.',
  signals: [sameEnd()],
  base: { score: 1000, confidence: 0.95 },
});
