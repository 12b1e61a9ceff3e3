// `npm run package:cli`: the man page and the completions in assets/cli, as the built command prints them.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { build } from '../lib/build.mjs';
import { OUT, ROOT } from '../lib/paths.mjs';

/** @type {readonly (readonly [string, readonly string[]])[]} */
const FILES = [
  ['slipway.1', ['man']],
  ['slipway.bash', ['completion', 'bash']],
  ['_slipway', ['completion', 'zsh']],
  ['slipway.fish', ['completion', 'fish']],
  ['slipway.ps1', ['completion', 'powershell']],
];

await build();
for (const [name, args] of FILES)
  fs.writeFileSync(
    path.join(ROOT, 'assets/cli', name),
    execFileSync(process.execPath, [path.join(OUT, 'main/cli.js'), ...args]),
  );
