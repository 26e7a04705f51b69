import { defineView } from '../../declare';

export default defineView({ view: 'derive', onDemand: true, semantic: { outer_scope: 'qname', scope: 'qname' } });
