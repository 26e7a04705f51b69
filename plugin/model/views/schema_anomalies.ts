import { defineView } from '../../declare';

export default defineView({ view: 'diagnostic' });
