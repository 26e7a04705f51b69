import { entitySymbol, spanContains, truthy } from '../../declare';

export default entitySymbol('cst_def', {
  description: 'A definition and the symbol that it defines.',
  signals: [spanContains('name'), truthy('right.is_definition')],
});
