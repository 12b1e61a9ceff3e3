import { defineConfig } from '@playwright/test';

const report = process.env.SLIPWAY_E2E_REPORT;

export default defineConfig({
  testDir: 'e2e/specs',
  // The desktop window has no session to attack.
  testIgnore: process.env.SLIPWAY_E2E_HOST === 'electron' ? ['browser-*.spec.ts'] : [],
  outputDir: 'test-results',
  // Each has an engine, a Slipway and a browser of its own, and waits for some of the time. More on two cores would make the
  // times that specs assert (within 1 s, within 5 s) those of a small machine.
  workers: 2,
  // No test is left over that many others of its file stand behind. Specs with an engine of their own say `default`.
  fullyParallel: true,
  // Axe takes seconds for each state of a page and each theme, where the machine is busy.
  timeout: 120_000,
  // In `npm test`, which names what needed it (scripts/lib/counts.mjs); a spec run by itself has to pass at once.
  retries: report === undefined ? 0 : 1,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: report === undefined ? 'list' : [['list'], ['json', { outputFile: report }]],
  use: {
    // A picture of each frame would cost a browser without a graphics card more than the page does, and a copy of the page before
    // and after each step some of a run: in `npm test` that is taken at the second try.
    trace: { mode: report === undefined ? 'retain-on-failure' : 'on-first-retry', screenshots: false },
    screenshot: 'only-on-failure',
    actionTimeout: 10_000,
  },
});
