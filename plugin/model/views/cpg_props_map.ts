import { defineView } from '../../declare';

export default defineView({ view: 'project', onDemand: true });
