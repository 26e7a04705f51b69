/** A view whose input another build replaces. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildView } from './build-view';
import { SmallWorkspace, type Sources } from './testing/small-workspace';

const BEFORE: Sources = { a: { 'a/one.py': 'hello wide world' } };
const AFTER: Sources = { a: { 'a/one.py': 'goodbye narrow world' } };
/** `loud_words` of `a`, which reads `words`. */
const PLACE = { partition: 'a', producer: 'cpg-stage-1', dataset: 'loud_words' };

let workspace: SmallWorkspace;
beforeEach(async () => {
  workspace = new SmallWorkspace();
  await workspace.run(BEFORE);
  rmSync(join(workspace.root, '.cpg/data/a/cpg-stage-1'), { recursive: true });
});
afterEach(() => workspace.remove());

const extraction = { only: ({ target }: { readonly target: string }) => target === 'cpg-extract-words' };

/** Builds the view twice in one run. `between` happens before the second time, `meanwhile` after its inputs were looked at. */
async function build({ between = nothing, meanwhile = nothing }): Promise<{ readonly kind: string }> {
  const session = workspace.open(BEFORE);
  const view = (connecting: () => Promise<unknown>) =>
    buildView({
      session,
      name: 'loud_words',
      place: PLACE,
      partition: 'a',
      unwritten: new Map(),
      connection: async () => {
        await connecting();
        return (await session.engine()).connect();
      },
    });
  try {
    await view(nothing);
    await between();
    return await view(meanwhile);
  } finally {
    await session.close();
  }
}

const nothing = async (): Promise<unknown> => undefined;
const replaced = () => workspace.run(AFTER, extraction);

it('is not made of the new rows under the key of the old ones', async () => {
  await expect(build({ meanwhile: replaced })).rejects.toThrow(
    "CPG_INPUT_CHANGED another build replaced dataset 'words' of partition 'a' while this one ran",
  );
});

it('is not made of the rows of two builds, one view of these and the next of those', async () => {
  await expect(build({ between: replaced })).rejects.toThrow('CPG_INPUT_CHANGED');
});

it('is made when the other build leaves the same rows', async () => {
  const again = async (): Promise<unknown> => {
    rmSync(join(workspace.root, '.cpg/data/a/cpg-extract-words'), { recursive: true });
    return workspace.run(BEFORE, extraction);
  };
  await expect(build({ meanwhile: again })).resolves.toMatchObject({ kind: 'built' });
});
