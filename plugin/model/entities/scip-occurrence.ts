import { defineEntity } from '../../declare';

export default defineEntity({
  name: 'scip_occurrence',
  source: 'scip_occurrences',
  id: 'occurrence_id',
  identity: ['bstart', 'bend', 'symbol'],
});
