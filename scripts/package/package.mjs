// `npm run package -- --linux --x64`: electron-builder, with what only a release knows. UPDATE_FEED: where updates are asked for;
// HOMEPAGE: the project's address, which deb wants.
import { run } from '../lib/run.mjs';
import { say } from '../lib/say.mjs';
import { nodeCommand } from '../lib/tools.mjs';

/** @param {string} name */
const given = (name) => (process.env[name] ?? '').trim();

const feed = given('UPDATE_FEED');
const homepage = given('HOMEPAGE');
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
