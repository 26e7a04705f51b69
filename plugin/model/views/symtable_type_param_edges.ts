import { defineView } from '../../declare';

export default defineView({ semantic: { owner_scope_id: 'foreign_id' } });
