import { entitySymbol, falsy, sameEnd } from '../../declare';

export default entitySymbol('cst_ref', {
  description: 'A mention of a name and the symbol that an index gives for it.',
  signals: [sameEnd(), falsy('right.is_definition')],
});
