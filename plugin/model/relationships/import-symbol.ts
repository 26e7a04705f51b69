import { entitySymbol, spanOverlaps, truthy } from '../../declare';

export default entitySymbol({
  name: 'rel_import_symbol',
  description: 'An imported name and its symbol.',
  left: 'cst_import',
  signals: [spanOverlaps(), truthy('right.is_import', 5)],
});
