import { defineView } from '../../declare';

export default defineView({ onDemand: true });
