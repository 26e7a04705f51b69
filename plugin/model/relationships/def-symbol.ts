import { entitySymbol, spanContains, truthy } from '../../declare';

export default entitySymbol({
  name: 'rel_def_symbol',
  description: 'A definition and the symbol that it defines.',
  left: 'cst_def',
  signals: [spanContains(), truthy('right.is_definition')],
  span: 'name',
  weights: [15, 10],
});
