import { defineView } from '../../declare';

export default defineView({ semantic: { def_site_id: 'entity_id' } });
