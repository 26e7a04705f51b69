import { defineView } from '../../declare';

export default defineView({ semantic: { use_site_id: 'entity_id' } });
