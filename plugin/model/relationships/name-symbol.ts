import { entitySymbol, falsy, spanOverlaps } from '../../declare';

export default entitySymbol({
  name: 'rel_name_symbol',
  description: 'A mention of a name and the symbol that an index gives for it.',
  left: 'cst_ref',
  signals: [spanOverlaps(), falsy('right.is_definition')],
});
