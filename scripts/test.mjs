// `npm test`: everything, on an engine, images and a browser of its own.
import { build } from './lib/build.mjs';
import { say } from './lib/say.mjs';
import { e2eSuite, integrationSuite, longChecks, machineSuite, runSuites, shortChecks } from './lib/suites.mjs';
import { testRun } from './lib/test-run.mjs';
import { setUp } from './setup.mjs';

const CHECK = ['lint', 'types', 'unit', 'arrows', 'format', 'dead'];
const ON_ENGINES = ['machine', 'integration', 'e2e'];
const ALL = [...CHECK, ...ON_ENGINES];

/** What each `--only` runs. @type {Readonly<Record<string, readonly string[]>>} */
const PARTS = {
  check: CHECK,
  unit: ['unit'],
  integration: ['machine', 'integration'],
  e2e: ['e2e'],
};

/** Names of the suites to run; undefined for flags that say nothing. @param {readonly string[]} args */
const wantedSuites = (args) => {
  if (args.length === 0) return ALL;
  const [, part = ''] = /^--only[= ](\w+)$/.exec(args.join(' ')) ?? [];
  return PARTS[part];
};

const wanted = wantedSuites(process.argv.slice(2));
if (wanted === undefined) {
  say(`Usage: npm test -- [--only ${Object.keys(PARTS).join('|')}]`);
  process.exit(2);
}

await testRun(async (frame) => {
  const onEngines = ON_ENGINES.some((name) => wanted.includes(name));
  await setUp({ systemPackages: onEngines });
  const { reports } = frame;
  /** One after the other. @param {readonly import('./lib/suites.mjs').Suite[]} suites */
  const run = (suites) =>
    runSuites(
      suites.filter(({ name }) => wanted.includes(name)),
      frame,
      1,
    );
  const built = onEngines ? build() : Promise.resolve();
  // The machine's virtual processor takes a core, and leaves one; the integration tests leave a part of one.
  const engines = async () => {
    const machine = await run([machineSuite(reports)]);
    await built;
    return [...machine, ...(await run([integrationSuite(reports)]))];
  };
  // None of these looks at what is built. First what wants most of both cores.
  const checks = run([...longChecks(reports).reverse(), ...shortChecks()]);
  const beside = await Promise.all([engines(), checks, built]);
  // The end-to-end tests, with the times that they assert, leave nothing.
  return [...beside[0], ...beside[1], ...(await run([e2eSuite(reports)]))];
});
