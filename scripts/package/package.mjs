// `npm run package -- --linux --x64`: electron-builder, with what only a release knows. UPDATE_FEED: the https address that updates are
// asked for at; UPDATE_PUBLIC_KEY: whose Ed25519 signature they bear (its 32 bytes in base64); HOMEPAGE: the project's address, which
// deb wants. Without the first two the package asks nobody for updates.
import fs from 'node:fs';
import path from 'node:path';
import { CACHE } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { say } from '../lib/say.mjs';
import { nodeCommand } from '../lib/tools.mjs';

/** @param {string} name */
const given = (name) => (process.env[name] ?? '').trim();

const feed = given('UPDATE_FEED');
const homepage = given('HOMEPAGE');
const publicKey = given('UPDATE_PUBLIC_KEY');
if ((feed === '') !== (publicKey === '')) {
  say('slipway: UPDATE_FEED and UPDATE_PUBLIC_KEY go together: updates without a signature are not taken');
  process.exit(2);
}
const folder = path.join(CACHE, 'feed');
fs.rmSync(folder, { recursive: true, force: true });
if (feed !== '') {
  fs.mkdirSync(folder, { recursive: true });
  const text = JSON.stringify({ url: feed, publicKey, updaterCacheDirName: 'slipway-updater' });
  fs.writeFileSync(path.join(folder, 'update-feed.json'), `${text}\n`);
}
const more = [
  ...(feed === '' ? [] : ['-c.publish.provider=generic', `-c.publish.url=${feed}`]),
  ...(homepage === '' ? [] : [`-c.extraMetadata.homepage=${homepage}`]),
];
// A secret that is not there comes as an empty text, which is not the same as none to every tool.
for (const [name, value] of Object.entries(process.env)) if (value === '') delete process.env[name];

const command = [...nodeCommand('electron-builder --publish never'), ...process.argv.slice(2), ...more];
const { ok, reason } = await run(command, { output: 'inherit' });
if (!ok) {
  say(`slipway: the packager ${reason}`);
  process.exitCode = 1;
}
