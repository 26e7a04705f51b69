import { defineView } from '../../declare';

export default defineView({
  nodes: { kind: 'TYPE_PARAM', id: 'type_param_id', properties: { name: 'name', variance: 'variance' } },
});
