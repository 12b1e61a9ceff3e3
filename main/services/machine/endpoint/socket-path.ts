import path from 'node:path';
import { EndpointError } from './endpoint-error';
import { say } from '../../../../texts/say';

/** Where other programs find the engine. */
export interface PrivateAddress {
  /** As the system wants it: `/home/ann/.local/share/slipway/machine/docker.sock`, `\\.\pipe\slipway-ann`. */
  readonly path: string;
  /** As the docker CLI wants it: `unix://...`, `npipe:////./pipe/slipway-ann`. */
  readonly url: string;
}

/** Of `sun_path`, without its final zero; what is longer is cut by some systems without a word. */
const MAX_BYTES = { linux: 107, other: 103 } as const;
/** Of other engines; a program that finds them must not find us. */
const FOREIGN = [/^\/(private\/)?(var\/)?run\/docker\.sock$/, /[\\/]docker_engine[^\\/]*$/i];

export const isPipe = (address: string): boolean => /^[\\/]{2}[.?][\\/]pipe[\\/]/i.test(address);

/** @param dir The machine's folder. @param user Name of the account; for Windows, where all share one place for pipes. */
export function privateAddress(platform: NodeJS.Platform, dir: string, user: string): PrivateAddress {
  if (platform !== 'win32') {
    const file = path.posix.join(dir, 'docker.sock');
    return { path: file, url: `unix://${file}` };
  }
  const name = `slipway-${user.toLowerCase().replace(/[^a-z\d._-]/g, '_')}`;
  return { path: `\\\\.\\pipe\\${name}`, url: `npipe:////./pipe/${name}` };
}

/** Throws EndpointError `bad-path`. */
export function checkPath(address: string): void {
  if (FOREIGN.some((pattern) => pattern.test(path.posix.normalize(address))))
    throw new EndpointError(
      'bad-path',
      say('{address} belongs to another engine; Slipway does not take its place.', { address }),
    );
  if (isPipe(address)) return;
  const limit = process.platform === 'linux' ? MAX_BYTES.linux : MAX_BYTES.other;
  if (Buffer.byteLength(address) > limit)
    throw new EndpointError(
      'bad-path',
      say("The socket's path {address} is too long for this system ({limit} bytes); choose a shorter data folder.", {
        address,
        limit,
      }),
    );
}
