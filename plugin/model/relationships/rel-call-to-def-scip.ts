import { entitySymbol, isNotNull, sameEnd } from '../../declare';

export default entitySymbol('cst_call', {
  description: 'A call by name and the symbol that an index gives for the name.',
  signals: [sameEnd('callee'), isNotNull('left.callee_name')],
  base: { score: 1000, confidence: 0.95 },
});
