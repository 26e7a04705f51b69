import { defineEntity } from '../../declare';

export default defineEntity({ source: 'symtable_references', view: 'name_mentions_norm' });
