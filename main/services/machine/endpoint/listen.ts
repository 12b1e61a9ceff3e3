import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { withFileLock } from '../../process/file-lock';
import { EndpointError, words } from './endpoint-error';
import { codeOf } from '../../process/error-code';
import { checkPath, isPipe } from './socket-path';
import { say } from '../../../../texts/say';

const FOLDER_MODE = 0o700;
const SOCKET_MODE = 0o600;
const OTHERS = 0o077;
/** Somebody who listens answers at once, however busy: it is the system that accepts. */
const PROBE_MS = 2_000;
/** A probe of each that is before us. */
const LOCK_MS = 30_000;
/** On a folder: everybody writes there. */
const STICKY = 0o1000;

/** The server hears on this path, for its owner only. A socket nobody answers on is replaced. Throws EndpointError. */
export async function listenPrivately(server: net.Server, address: string): Promise<void> {
  checkPath(address);
  try {
    if (isPipe(address)) {
      await listen(server, address);
      return;
    }
    await prepareFolder(address);
    // Of two that find the same dead socket, the second would take away the first one's new one.
    await withFileLock(`${address}.lock`, { timeoutMs: LOCK_MS }, () => takeOver(server, address));
  } catch (error) {
    if (error instanceof EndpointError) throw error;
    if (codeOf(error) === 'EADDRINUSE') throw inUse(address);
    throw new EndpointError(
      'failed',
      say('The socket {address} cannot be made: {error}.', { address, error: words(error) }),
      { cause: error },
    );
  }
}

const inUse = (address: string): EndpointError =>
  new EndpointError('in-use', say('Another program already serves {address}; it may be another Slipway.', { address }));

const listen = (server: net.Server, address: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** Its mode is what keeps others out before the socket has its own. */
async function prepareFolder(address: string): Promise<void> {
  const folder = path.dirname(address);
  await fs.mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  // Where links lead, before anything is changed there.
  const real = await fs.realpath(folder);
  checkPath(path.join(real, path.basename(address)));
  const stat = await fs.stat(real);
  const uid = process.getuid?.();
  if (uid !== undefined && stat.uid !== uid)
    throw new EndpointError(
      'bad-path',
      say('The folder {folder} belongs to another user, who could take the socket away.', { folder }),
    );
  if ((stat.mode & OTHERS) === 0) return;
  if ((stat.mode & STICKY) !== 0 || path.dirname(real) === path.parse(real).root)
    throw new EndpointError(
      'bad-path',
      say("The folder {folder} is everybody's; the socket needs one of its own.", { folder }),
    );
  await fs.chmod(real, FOLDER_MODE);
}

async function takeOver(server: net.Server, address: string): Promise<void> {
  const found = await fs.lstat(address).catch(() => null);
  if (found !== null && !found.isSocket())
    throw new EndpointError(
      'bad-path',
      say('{address} is there already, and is not a socket; it is left alone.', { address }),
    );
  if (found !== null && (await answers(address))) throw inUse(address);
  if (found !== null) await fs.rm(address, { force: true });
  await listen(server, address);
  await fs.chmod(address, SOCKET_MODE);
}

/** Only a refusal says that nobody is there. */
const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(address);
    const done = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(PROBE_MS, () => done(true));
    socket.once('connect', () => done(true));
    socket.once('error', (error) => done(!['ECONNREFUSED', 'ENOENT'].includes(codeOf(error))));
  });
