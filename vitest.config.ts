import { defineConfig } from 'vitest/config';

const shared = { env: { NX_DAEMON: 'false', NX_TUI: 'false' }, testTimeout: 30_000 };
const ISOLATED = ['{plugin,executors,generators}/**/*.isolated.spec.ts'];
const packed = {
  ...shared,
  globalSetup: ['e2e/pack.ts', 'e2e/lean-workspace.ts'],
  testTimeout: 600_000,
  hookTimeout: 600_000,
};

export default defineConfig({
  test: {
    // One more than vitest takes on two cores: most of what the e2e tests wait for uses one.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['{plugin,executors,generators,scripts,e2e/in-process}/**/*.spec.ts'],
          exclude: ISOLATED,
          // To load Nx, the engine and the parsers for each of a hundred files takes a fifth of the run.
          isolate: false,
        },
      },
      // Modules that a file replaces are replaced for the files after it too, or come too late.
      { test: { ...shared, name: 'isolated', include: ISOLATED } },
      // The packed tarball in workspaces of its own.
      { test: { ...packed, name: 'e2e', include: ['e2e/*.spec.ts'] } },
      // The same over sources that have to be downloaded first, and what takes too long for each change: npm run test:real.
      { test: { ...packed, name: 'real', include: ['e2e/real/*.spec.ts'] } },
    ],
  },
});
