import { defineView } from '../../declare';

export default defineView({
  view: 'project',
  onDemand: true,
  semantic: {
    call_id: 'entity_id',
    caller_id: 'foreign_id',
    callee_id: 'foreign_id',
    caller_symbol: 'symbol',
    callee_symbol: 'symbol',
    caller_qualname: 'qname',
    callee_qualname: 'qname',
  },
});
