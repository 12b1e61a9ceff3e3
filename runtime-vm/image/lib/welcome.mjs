// The welcome image: busybox and a page, as `docker save` writes it.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tar } from './archives.mjs';
import { RECIPE_FOLDER } from './recipe.mjs';

export const WELCOME_IMAGE = 'slipway/welcome:latest';

const APPLETS = ['cat', 'echo', 'env', 'httpd', 'id', 'ls', 'nc', 'nslookup', 'ping', 'ps', 'sh', 'sleep', 'wget'];

/** @param {Buffer | string} data */
const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/**
 * @param {Buffer} busybox
 * @param {string} arch
 * @returns {Promise<Buffer>} A tar that `docker load` takes.
 */
export async function welcomeImage(busybox, arch) {
  const layer = tar([
    { path: 'bin/', mode: 0o755 },
    { path: 'bin/busybox', mode: 0o755, data: busybox },
    ...APPLETS.map((name) => ({ path: `bin/${name}`, mode: 0o777, link: 'busybox' })),
    { path: 'bin/start', mode: 0o755, data: await readFile(join(RECIPE_FOLDER, 'welcome/start')) },
    { path: 'etc/', mode: 0o755 },
    { path: 'etc/passwd', mode: 0o644, data: Buffer.from('root:x:0:0:root:/:/bin/sh\n') },
    { path: 'tmp/', mode: 0o1777 },
    { path: 'www/', mode: 0o755 },
    { path: 'www/index.html', mode: 0o644, data: await readFile(join(RECIPE_FOLDER, 'welcome/index.html')) },
  ]);
  const created = '1970-01-01T00:00:00Z';
  const config = JSON.stringify({
    architecture: arch,
    os: 'linux',
    created,
    config: { Cmd: ['/bin/start'], Env: ['PATH=/bin'], ExposedPorts: { '80/tcp': {} }, StopSignal: 'SIGKILL' },
    rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(layer)}`] },
    history: [{ created, created_by: 'slipway' }],
  });
  const manifest = [{ Config: `${sha256(config)}.json`, RepoTags: [WELCOME_IMAGE], Layers: ['layer.tar'] }];
  return tar([
    { path: `${sha256(config)}.json`, mode: 0o644, data: Buffer.from(config) },
    { path: 'layer.tar', mode: 0o644, data: layer },
    { path: 'manifest.json', mode: 0o644, data: Buffer.from(JSON.stringify(manifest)) },
  ]);
}
