// `npm run e2e:electron -- [flags of playwright]`: the specs on the real Electron. Setting a variable is each shell's own affair; here it is none's.
import { run } from './lib/run.mjs';
import { scriptCommand } from './lib/tools.mjs';

const { ok } = await run([...scriptCommand('e2e'), ...process.argv.slice(2)], {
  env: { SLIPWAY_E2E_HOST: 'electron' },
  output: 'inherit',
});
process.exitCode = ok ? 0 : 1;
