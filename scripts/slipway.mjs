#!/usr/bin/env node
// The `slipway` command of a checkout (`npx slipway`): builds what is missing, then is the built one.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './lib/build.mjs';
import { OUT } from './lib/paths.mjs';
import { Failure, say } from './lib/say.mjs';

try {
  await build();
  await import(pathToFileURL(path.join(OUT, 'main/cli.js')).href);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(`slipway: ${error.message}`);
  process.exitCode = 1;
}
