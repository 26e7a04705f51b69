import { defineView } from '../../declare';

export default defineView({ semantic: { binding_id: 'entity_id' } });
