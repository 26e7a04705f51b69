import { defineView } from '../../declare';

export default defineView({ view: 'derive', semantic: { outer_scope: 'qname', scope: 'qname' } });
