import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['plugin/**/*.spec.ts', 'executors/**/*.spec.ts', 'generators/**/*.spec.ts', 'e2e/**/*.spec.ts'],
    env: { NX_DAEMON: 'false', NX_TUI: 'false' },
    testTimeout: 30_000,
  },
});
