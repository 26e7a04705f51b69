import { defineEntity } from '../../declare';

export default defineEntity({ source: 'scip_diagnostics' });
