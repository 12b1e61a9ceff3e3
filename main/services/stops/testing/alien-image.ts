import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Dockerd } from './bench';

/** `alien:1`, which says that it is for another processor, and whose program no processor runs. */
export async function loadAlien(dockerd: Dockerd): Promise<void> {
  const root = path.join(dockerd.dir, 'alien');
  const image = `${root}.image`;
  for (const folder of [root, image]) fs.mkdirSync(folder);
  fs.writeFileSync(path.join(root, 'app'), 'neither a program nor a script\n', { mode: 0o755 });
  spawnSync('tar', ['-C', root, '-cf', `${image}/layer.tar`, 'app']);
  const digest = createHash('sha256')
    .update(fs.readFileSync(`${image}/layer.tar`))
    .digest('hex');
  const config = {
    ...{ architecture: process.arch === 'arm64' ? 'amd64' : 'arm64', os: 'linux', config: { Cmd: ['/app'] } },
    rootfs: { type: 'layers', diff_ids: [`sha256:${digest}`] },
  };
  fs.writeFileSync(`${image}/config.json`, JSON.stringify(config));
  fs.writeFileSync(
    `${image}/manifest.json`,
    JSON.stringify([{ Config: 'config.json', RepoTags: ['alien:1'], Layers: ['layer.tar'] }]),
  );
  spawnSync('tar', ['-C', image, '-cf', `${image}.tar`, '.']);
  await dockerd.docker('load', '--input', `${image}.tar`);
}
