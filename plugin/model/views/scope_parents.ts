import { defineView } from '../../declare';

export default defineView({ edges: { kind: 'SCOPE_PARENT', from: 'scope', to: 'scope' } });
