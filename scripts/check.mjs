// `npm run check`: types, arrows, lint, format, dead code and unit tests; under a minute.
import { longChecks, runSuites, shortChecks } from './lib/suites.mjs';
import { testRun } from './lib/test-run.mjs';
import { setUp } from './setup.mjs';

await testRun(async (frame) => {
  await setUp({ systemPackages: false });
  return runSuites([...longChecks(frame.reports), ...shortChecks()], frame);
});
