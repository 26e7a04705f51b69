import { entitySymbol, isNotNull, sameEnd } from '../../declare';

export default entitySymbol({
  name: 'rel_call_to_def_scip',
  description: 'A call by name and the symbol that an index gives for the name.',
  left: 'cst_call',
  signals: [sameEnd('callee'), isNotNull('left.callee_name')],
  span: 'callee',
  base: { score: 1000, confidence: 0.95 },
});
