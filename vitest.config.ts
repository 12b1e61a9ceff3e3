import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The default leaves a core idle; on two that is half of the machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          pool: 'threads',
          include: ['{main,renderer,testing,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.integration.test.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{main,testing,scripts}/**/*.integration.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // One engine at a time: the machine may have two cores.
          fileParallelism: false,
        },
      },
    ],
  },
});
