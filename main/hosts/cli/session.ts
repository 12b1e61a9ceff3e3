import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { WireError } from '../../rpc/wire/types';
import { type ControlClient, connectControl } from '../control/connect';
import { type Io, Failure, tame } from './io';
import { EXIT } from './table';

/** How long a Slipway may take to come up. */
const START_MS = 30_000;
const AGAIN_MS = 50;
/** It greets at once, unless it hangs. */
const GREETING_MS = 10_000;

export const notRunning = (dataDir: string): Failure =>
  new Failure(`Slipway does not run on ${dataDir}: start it with "slipway open"`, EXIT.notRunning);

/** The Slipway that runs; null: none does. */
export async function find(dataDir: string): Promise<ControlClient | null> {
  try {
    const found = await connectControl(dataDir);
    if (found === null) return null;
    await greeted(found.client, found.owner.pid);
    return found.client;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const words = error instanceof Error ? error.message : String(error);
    throw new Failure(`the Slipway on ${dataDir} cannot be reached: ${words}`, EXIT.failed);
  }
}

async function greeted(client: ControlClient, pid: number): Promise<void> {
  const late = delay(GREETING_MS, 'late', { ref: false });
  const how = await Promise.race([client.opened, client.closed, late]);
  if (how === undefined) return;
  client.close();
  const words = how === 'late' ? 'it does not answer' : how;
  throw new Failure(`Slipway (process ${String(pid)}) runs, but not with this command: ${words}`, EXIT.failed);
}

/** Does `work` with the Slipway that runs; throws Failure where none does. */
export async function withRunning<T>(dataDir: string, work: (client: ControlClient) => Promise<T>): Promise<T> {
  const client = await find(dataDir);
  if (client === null) throw notRunning(dataDir);
  try {
    return await work(client);
  } catch (error) {
    throw asFailure(error);
  } finally {
    client.close();
  }
}

const texts = (data: unknown): readonly string[] => {
  if (typeof data !== 'object' || data === null) return [];
  return ['message', 'reason', 'engineMessage', 'detail'].flatMap((key) => {
    const value: unknown = Object.entries(data).find(([name]) => name === key)?.[1];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
};

/** An error that the contract names says what is wrong in its data. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof WireError))
    return new Failure(error instanceof Error ? error.message : String(error), EXIT.failed);
  if (error.code === 'UNKNOWN_PROCEDURE')
    return new Failure('the Slipway that runs is of a version that cannot do this', EXIT.failed);
  const said = [...texts(error.data), error.message].map(tame);
  return new Failure(said[0] === '' ? error.code : (said[0] ?? error.code), EXIT.failed);
}

/** Starts a program that lives on by itself, and waits until a Slipway answers on the data folder. */
export async function startAndFind(io: Io, dataDir: string, command: readonly string[]): Promise<ControlClient> {
  const [program = '', ...args] = command;
  const log = path.join(dataDir, 'logs', 'background.log');
  fs.mkdirSync(path.dirname(log), { recursive: true, mode: 0o700 });
  const output = fs.openSync(log, 'w', 0o600);
  const child = spawn(program, args, {
    stdio: ['ignore', output, output],
    detached: true,
    windowsHide: true,
    cwd: io.cwd,
  });
  fs.closeSync(output);
  const ended = new AbortController();
  child.once('error', () => ended.abort());
  child.once('exit', (code) => {
    if (code !== 0) ended.abort();
  });
  child.unref();
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline && !ended.signal.aborted) {
    const client = await find(dataDir);
    if (client !== null) return client;
    await delay(AGAIN_MS);
  }
  throw new Failure(`Slipway did not start; ${log} says why`, EXIT.failed);
}

/** Browser mode in the background, without a page. */
export const inBackground = (io: Io, dataDir: string): readonly string[] => [
  ...io.self,
  ...['browser', '--no-open', '--data-dir', dataDir],
];
