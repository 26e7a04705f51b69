import { defineEntity } from '../../declare';

export default defineEntity({
  source: 'py_bc_line_table',
  view: 'py_bc_line_table_with_bytes',
  identity: ['unit_id', 'offset'],
});
