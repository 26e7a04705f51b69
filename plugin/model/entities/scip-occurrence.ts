import { defineEntity } from '../../declare';

export default defineEntity({
  source: 'scip_occurrences',
  id: 'occurrence_id',
  identity: ['bstart', 'bend', 'symbol'],
});
