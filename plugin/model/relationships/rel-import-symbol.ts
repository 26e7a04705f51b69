import { entitySymbol, spanOverlaps, truthy } from '../../declare';

export default entitySymbol('cst_import', {
  description: 'An imported name and its symbol.',
  signals: [spanOverlaps(), truthy('right.is_import', 5)],
});
