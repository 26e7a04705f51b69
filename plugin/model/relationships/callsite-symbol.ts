import { entitySymbol, falsy, sameEnd } from '../../declare';

export default entitySymbol({
  name: 'rel_callsite_symbol',
  description: 'A call and the symbol at the end of its callee.',
  left: 'cst_call',
  signals: [sameEnd('callee'), falsy('right.is_definition')],
  span: 'callee',
  weights: [15, 10],
});
