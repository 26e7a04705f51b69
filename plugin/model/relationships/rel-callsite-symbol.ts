import { entitySymbol, falsy, sameEnd } from '../../declare';

export default entitySymbol('cst_call', {
  description: 'A call and the symbol at the end of its callee.',
  signals: [sameEnd('callee'), falsy('right.is_definition')],
});
