import { defineView } from '../../declare';

export default defineView({ view: 'derive', semantic: { scope: 'qname' } });
