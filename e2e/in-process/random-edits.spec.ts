import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { declarations } from './declarations';
import { EditedWorkspace } from './edited-workspace';
import { anyStep, place, type Step } from './edits';
import { type Projects, project } from './project-files';

const PROJECTS: Projects = new Map(
  Array.from({ length: 20 }, (_, i) => {
    const name = `p${String(i).padStart(2, '0')}`;
    return place(project(name, i % 2 === 0 ? 'python' : 'typescript', i), name);
  }),
);

/** `CPG_EDIT_STEPS=1000` is the long form; `CPG_EDIT_SEED` repeats a run. */
const STEPS = Number(process.env.CPG_EDIT_STEPS ?? 20);
const SEED = Number(process.env.CPG_EDIT_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Steps before everything is built from nothing and compared. */
const SEQUENCE = Math.min(20, STEPS / 2);

let workspace: EditedWorkspace;
beforeAll(() => {
  workspace = new EditedWorkspace(PROJECTS, declarations());
});
afterAll(() => workspace?.remove());

/** Of one length, so that a run has as many steps as was asked for; a failing one is shortened by leaving steps out. */
const sequence = fc
  .array(fc.option(anyStep, { freq: 1000 }), { minLength: SEQUENCE, maxLength: SEQUENCE })
  .map((steps) => steps.filter((step) => step !== null));

test(
  `whatever is edited between builds, the graph is that of a clean build (CPG_EDIT_SEED=${SEED})`,
  async () => {
    let taken = 0;
    const property = fc.asyncProperty(sequence, async (steps: readonly Step[]) => {
      await workspace.reset();
      for (const step of steps) await workspace.take(step);
      taken += steps.length;
      console.log(`${taken} steps (CPG_EDIT_SEED=${SEED})`);
      expect(await workspace.differences()).toEqual([]);
    });
    await fc.assert(property, { seed: SEED, numRuns: Math.ceil(STEPS / SEQUENCE) });
  },
  60_000 + STEPS * 20_000,
);
