import { defineEntity } from '../../declare';

export default defineEntity({ name: 'name_mention', source: 'symtable_references', view: 'name_mentions_norm' });
