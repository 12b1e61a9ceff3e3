import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import net, { type Server, type Socket } from 'node:net';
import { LockTimeout, withFileLock } from '../../services/process/file-lock';
import {
  controlFolder,
  lockFile,
  newAddress,
  newToken,
  type Owner,
  readOwner,
  removeAddress,
  removeOwner,
  TOKEN_LENGTH,
  writeOwner,
} from './place';
import { isAnswered } from './reach';

/** One who proved to be the same user, with what it sent after the proof. */
export type Guest = (socket: Socket, early: Buffer) => void;

/** The data folder is ours until `release`. */
export interface Claim {
  /** From now on guests are served; those who came before wait for this. */
  serve(guest: Guest): void;
  release(): Promise<void>;
}

export type Claimed =
  | { readonly state: 'ours'; readonly claim: Claim }
  | { readonly state: 'taken'; readonly owner: Owner }
  /** The folder cannot be written to: there is nothing that two could spoil. */
  | { readonly state: 'unlocked'; readonly reason: string };

type About = Pick<Owner, 'host' | 'version'>;

const LOCK_MS = 10_000;
const PROOF_MS = 5_000;
const MOST_GUESTS = 64;
const FOLDER_MODE = 0o700;
const SOCKET_MODE = 0o600;

/**
 * Makes this process the only one on a data folder, and the one that answers the `slipway` command there. Whoever ended without
 * a word is found out by asking its socket, never by its pid.
 */
export async function claimFolder(dataDir: string, about: About): Promise<Claimed> {
  const running = await answering(dataDir);
  if (running !== null) return { state: 'taken', owner: running };
  try {
    await fs.mkdir(controlFolder(dataDir), { recursive: true, mode: FOLDER_MODE });
    await fs.chmod(controlFolder(dataDir), FOLDER_MODE);
    return await withFileLock(lockFile(dataDir), { timeoutMs: LOCK_MS }, () => takeOver(dataDir, about));
  } catch (error) {
    const owner = error instanceof LockTimeout ? await answering(dataDir) : null;
    if (owner !== null) return { state: 'taken', owner };
    return { state: 'unlocked', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The owner, if there is one that lives. */
export async function answering(dataDir: string): Promise<Owner | null> {
  const owner = await readOwner(dataDir);
  return owner !== null && (await isAnswered(owner.address)) ? owner : null;
}

async function takeOver(dataDir: string, about: About): Promise<Claimed> {
  const running = await answering(dataDir);
  if (running !== null) return { state: 'taken', owner: running };
  const left = await readOwner(dataDir);
  if (left !== null) await removeAddress(dataDir, left.address);
  const address = await newAddress(dataDir, process.platform);
  // Left by one that ended before it had said where it listens.
  if (!address.startsWith('\\\\')) await fs.rm(address, { force: true });
  const token = newToken();
  const door = createDoor(token);
  await listen(door.server, address);
  await writeOwner(dataDir, { ...about, address, token, pid: process.pid, startedAt: Date.now() });
  const release = async (): Promise<void> => {
    await removeOwner(dataDir).catch(() => undefined);
    door.close();
    await removeAddress(dataDir, address).catch(() => undefined);
  };
  return { state: 'ours', claim: { serve: (guest) => door.serve(guest), release } };
}

async function listen(server: Server, address: string): Promise<void> {
  server.listen(address);
  await once(server, 'listening');
  if (!address.startsWith('\\\\')) await fs.chmod(address, SOCKET_MODE);
  // It serves while the app runs, and is no reason for it to run on.
  server.unref();
}

interface Door {
  readonly server: Server;
  serve(guest: Guest): void;
  close(): void;
}

/** Lets in who sends the token first. */
function createDoor(token: string): Door {
  const expected = Buffer.from(token);
  const sockets = new Set<Socket>();
  const waiting: (readonly [Socket, Buffer])[] = [];
  let serving: Guest | null = null;
  const admit: Guest = (socket, early) => {
    if (serving === null) waiting.push([socket, early]);
    else serving(socket, early);
  };
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    if (sockets.size > MOST_GUESTS) socket.destroy();
    else checkProof(socket, expected, admit);
  });
  return {
    server,
    serve: (guest) => {
      serving = guest;
      for (const [socket, early] of waiting.splice(0)) if (!socket.destroyed) guest(socket, early);
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.end(() => socket.destroy());
    },
  };
}

function checkProof(socket: Socket, expected: Buffer, admit: Guest): void {
  let had = Buffer.alloc(0);
  const late = setTimeout(() => socket.destroy(), PROOF_MS);
  const take = (bytes: Buffer): void => {
    had = Buffer.concat([had, bytes]);
    if (had.length < TOKEN_LENGTH) return;
    clearTimeout(late);
    socket.off('data', take);
    socket.pause();
    if (timingSafeEqual(had.subarray(0, TOKEN_LENGTH), expected)) admit(socket, had.subarray(TOKEN_LENGTH));
    else socket.destroy();
  };
  socket.on('data', take);
  socket.once('close', () => clearTimeout(late));
}
