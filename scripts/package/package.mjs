// `npm run package -- --linux --x64`: electron-builder, with what only a release knows (package-options.mjs).
import fs from 'node:fs';
import path from 'node:path';
import { CACHE } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { Failure, say } from '../lib/say.mjs';
import { nodeCommand } from '../lib/tools.mjs';
import { packageOptions } from './package-options.mjs';

const args = process.argv.slice(2);

/** Beside nothing of an earlier package. @param {Readonly<Record<string, string>> | null} feed */
const writeFeed = (feed) => {
  const folder = path.join(CACHE, 'feed');
  fs.rmSync(folder, { recursive: true, force: true });
  if (feed === null) return;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'update-feed.json'), `${JSON.stringify(feed)}\n`);
};

try {
  const { feed, flags } = packageOptions(process.env, args);
  writeFeed(feed);
  // A secret that is not there comes as an empty text, which is not the same as none to every tool.
  for (const [name, value] of Object.entries(process.env)) if (value === '') delete process.env[name];
  const command = [...nodeCommand('electron-builder --publish never'), ...args, ...flags];
  const { ok, reason } = await run(command, { output: 'inherit' });
  if (!ok) throw new Failure(`the packager ${reason}`);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(`slipway: ${error.message}`);
  process.exitCode = 1;
}
