import { defineEntity } from '../../declare';

export default defineEntity({
  source: 'cst_imports',
  id: 'import_id',
  content: ['module', 'relative_level', 'name', 'asname', 'is_star'],
  node: { kind: 'CST_IMPORT_ALIAS', properties: { import_kind: 'kind', imported_name: 'name' } },
});
