import { CANONICAL } from '../../ir/canonical';
import type { EmittedView } from '../../ir/emitted';
import type { JoinGroup } from '../join-groups';
import { crowdedBy, crowdedPairs } from './crowded-join';
import { pairColumn, pairs } from './join-rows';

/** The view of a join that several relationships share: the columns that any of them reads. */
export function emitJoinGroup(group: JoinGroup): EmittedView {
  const [first] = group.members;
  const crowded = crowdedPairs(first, group.columns);
  return {
    kind: 'relate',
    name: group.name,
    description: `Rows of ${first.left.view} and ${first.right.view} that belong together, for ${group.members.map((m) => m.view.name).join(', ')}.`,
    at: { file: 'cpg' },
    sql: pairs(first, group.columns),
    ...(crowded === null ? {} : { crowded: { ...crowdedBy(first), sql: crowded } }),
    semantic: { [pairColumn('left', CANONICAL.id)]: 'foreign_id', [pairColumn('right', CANONICAL.id)]: 'foreign_id' },
    inferred: { strategy: first.strategy, keys: first.keys },
  };
}
