import { createHash } from 'node:crypto';
import { tarEnd, tarHeader, tarPadding } from '../helpers/tar/writer';
import { pageAnswer } from './page';
import { type Architecture, welcomeProgram } from './program/elf';
import { PORT } from './program/steps';

export const WELCOME_IMAGE = 'slipway/welcome-page:1';
/** On the image, and so on its containers. */
export const WELCOME_LABEL = 'io.slipway.welcome';
export const WELCOME_PORT = `${String(PORT)}/tcp`;

const PROGRAM = 'welcome';
const CREATED = '1970-01-01T00:00:00Z';
const NOBODY = '65534:65534';
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function tarOf(files: readonly { readonly name: string; readonly mode: number; readonly bytes: Buffer }[]): Buffer {
  const parts = files.flatMap(({ name, mode, bytes }) => [
    tarHeader({
      ...{ name, mode, size: bytes.length, uid: 0, gid: 0, mtime: 0, linkname: '', flag: '0' },
      xattrs: new Map(),
    }),
    bytes,
    tarPadding(bytes.length),
  ]);
  return Buffer.concat([...parts, tarEnd()]);
}

/** An image of one static program, as `docker save` writes it: the same bytes each time. */
export function welcomeImage(architecture: Architecture): Buffer {
  const layer = tarOf([{ name: PROGRAM, mode: 0o755, bytes: welcomeProgram(architecture, pageAnswer()) }]);
  const config = Buffer.from(
    JSON.stringify({
      ...{ architecture, os: 'linux', created: CREATED },
      config: {
        ...{ Entrypoint: [`/${PROGRAM}`], User: NOBODY, ExposedPorts: { [WELCOME_PORT]: {} } },
        // As process 1 it would not hear a polite signal.
        ...{ StopSignal: 'SIGKILL', Labels: { [WELCOME_LABEL]: 'page' } },
      },
      rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(layer)}`] },
      history: [{ created: CREATED, created_by: 'Slipway, from its own bytes' }],
    }),
  );
  const name = `${sha256(config)}.json`;
  const manifest = [{ Config: name, RepoTags: [WELCOME_IMAGE], Layers: ['layer.tar'] }];
  return tarOf([
    { name, mode: 0o644, bytes: config },
    { name: 'layer.tar', mode: 0o644, bytes: layer },
    { name: 'manifest.json', mode: 0o644, bytes: Buffer.from(JSON.stringify(manifest)) },
  ]);
}
