import { defineView } from '../../declare';

export default defineView({ view: 'derive', onDemand: true });
