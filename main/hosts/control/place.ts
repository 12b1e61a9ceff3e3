import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeDurably } from '../../services/process/durable-file';

/** Who has a data folder: in `<data>/control/owner.json`, which nobody else can read. */
export interface Owner {
  /** The socket's path, or the pipe's name. */
  readonly address: string;
  /** Whoever knows it is the same user: sent first. */
  readonly token: string;
  readonly pid: number;
  readonly host: 'electron' | 'browser';
  readonly version: string;
  /** ms since the epoch. */
  readonly startedAt: number;
}

/** Bytes in a socket's path: 104 on macOS, 108 on Linux, with the 0 at its end. */
const LONGEST_ADDRESS = 100;
const TOKEN_BYTES = 32;

export const controlFolder = (dataDir: string): string => path.join(dataDir, 'control');
export const lockFile = (dataDir: string): string => path.join(controlFolder(dataDir), 'lock');
const ownerFile = (dataDir: string): string => path.join(controlFolder(dataDir), 'owner.json');

export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');
export const TOKEN_LENGTH = newToken().length;

/** Where the next owner listens. A path that is too long for a socket is replaced by one in a private temporary folder. */
export async function newAddress(dataDir: string, platform: NodeJS.Platform): Promise<string> {
  if (platform === 'win32') return `\\\\.\\pipe\\slipway-${randomBytes(16).toString('hex')}`;
  const beside = path.join(controlFolder(dataDir), 'slipway.sock');
  if (Buffer.byteLength(beside) <= LONGEST_ADDRESS) return beside;
  return path.join(await fs.mkdtemp(path.join(os.tmpdir(), 'slipway-')), 'control.sock');
}

/** What an owner left: its socket, and the temporary folder that was made for it. */
export async function removeAddress(dataDir: string, address: string): Promise<void> {
  if (address.startsWith('\\\\')) return;
  await fs.rm(address, { force: true });
  const folder = path.dirname(address);
  if (folder !== controlFolder(dataDir)) await fs.rmdir(folder).catch(() => undefined);
}

const isOwner = (value: unknown): value is Owner =>
  typeof value === 'object' &&
  value !== null &&
  'address' in value &&
  typeof value.address === 'string' &&
  'token' in value &&
  typeof value.token === 'string' &&
  'pid' in value &&
  typeof value.pid === 'number' &&
  'host' in value &&
  (value.host === 'electron' || value.host === 'browser') &&
  'version' in value &&
  typeof value.version === 'string' &&
  'startedAt' in value &&
  typeof value.startedAt === 'number';

/** Null: nobody was ever there, or what is there cannot be read. */
export async function readOwner(dataDir: string): Promise<Owner | null> {
  try {
    const value: unknown = JSON.parse(await fs.readFile(ownerFile(dataDir), 'utf8'));
    return isOwner(value) ? value : null;
  } catch {
    return null;
  }
}

export const writeOwner = (dataDir: string, owner: Owner): Promise<void> =>
  writeDurably(ownerFile(dataDir), `${JSON.stringify(owner)}\n`);

export const removeOwner = (dataDir: string): Promise<void> => fs.rm(ownerFile(dataDir), { force: true });
