import { defineView } from '../../declare';

export default defineView({
  view: 'derive',
  onDemand: true,
  semantic: { unit_id: 'entity_id', symbol: 'symbol', qualname: 'qname' },
});
