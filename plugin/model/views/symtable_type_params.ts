import { defineView } from '../../declare';

export default defineView({ semantic: { type_param_id: 'entity_id' } });
