import { defineConfig } from 'vitest/config';

const INTEGRATION = { testTimeout: 60_000, hookTimeout: 60_000 } as const;
// They start emulated processors.
const MACHINE = [
  'main/services/machine/machine.integration.test.ts',
  'main/services/machine/drivers/qemu/*.integration.test.ts',
];

export default defineConfig({
  test: {
    // The default leaves a core idle; on two that is half of the machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          pool: 'threads',
          // Property tests take seconds where the machine is busy with something else.
          testTimeout: 30_000,
          include: ['{main,renderer,testing,scripts,texts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.integration.test.ts'],
        },
      },
      {
        test: {
          ...INTEGRATION,
          // Each file has an engine of its own, and waits for it most of the time.
          name: 'integration',
          include: ['{main,testing,scripts}/**/*.integration.test.ts'],
          exclude: MACHINE,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...INTEGRATION,
          name: 'machine',
          include: MACHINE,
          // One at a time: each takes a core.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
