import { defineView } from '../../declare';

export default defineView({
  view: 'diagnostic',
  nodes: {
    kind: 'DIAG',
    id: 'diagnostic_id',
    properties: { severity: 'severity', message: 'message', diag_source: 'origin', code: 'code' },
  },
  edges: {
    kind: 'HAS_DIAGNOSTIC',
    from: 'file',
    to: 'file_diagnostics',
    columns: { src: 'file_id', dst: 'diagnostic_id' },
  },
});
