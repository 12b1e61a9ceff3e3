// `npm run package:fetch -- [--os mac|win|linux] [--arch x64|arm64] [--vm DIR | --without-vm]`, `npm run package:pin`.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CACHE } from '../lib/paths.mjs';
import { Failure, say } from '../lib/say.mjs';
import { fetchResources, pin } from './resources.mjs';

const OS = /** @type {Record<string, string>} */ ({ darwin: 'mac', win32: 'win', linux: 'linux' });

const { values } = parseArgs({
  options: {
    pin: { type: 'boolean' },
    os: { type: 'string', default: OS[process.platform] ?? process.platform },
    arch: { type: 'string', default: process.arch },
    vm: { type: 'string', default: path.join(CACHE, 'vm') },
    'without-vm': { type: 'boolean' },
  },
});

try {
  if (values.pin === true) {
    say(`slipway: pinned ${String(await pin())}: compare them with what their makers publish`);
  } else {
    const { os, arch } = values;
    const vm = values['without-vm'] === true ? null : values.vm;
    say(`slipway: fetched into ${await fetchResources({ os, arch, vm })}`);
  }
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(`slipway: ${error.message}`);
  process.exitCode = 1;
}
