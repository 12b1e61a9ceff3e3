import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isSame } from '../../../process/identity';
import type { DriverEvent } from '../../driver';
import { connectTo } from './endpoint';
import { FILES } from './names';
import { openQmp, type QmpEvent } from './qmp';
import type { MachineRecord } from './record';
import { isDiskFull } from './running';
import { tail } from '../support/tail';
import { bound } from './text-files';
import { msg } from '../../../../../texts/msg';
import { say, sayMsg } from '../../../../../texts/say';

/** A look at the process, for when no socket tells: cheap where /proc is, every so often elsewhere. */
const LOOK_MS = process.platform === 'linux' ? 1_000 : 5_000;
/** After the socket closed, the process itself needs a moment. */
const GONE_MS = 50;
const GONE_TRIES = 40;
const CONSOLE_MS = 10_000;
const CONSOLE_BYTES = 2_097_152;
const CONSOLE_KEPT_BYTES = 524_288;
/** In the queue for a greeting while another Slipway listens: as long as it takes. */
const GREETING_MS = 2 ** 31 - 1;
const SAID_BYTES = 1_024;

export interface Watch {
  readonly record: MachineRecord;
  close(): void;
}

export interface Watcher {
  readonly dir: string;
  readonly record: MachineRecord;
  /** Never called after `close`; the last one is `exited`. */
  readonly emit: (event: DriverEvent) => void;
  readonly log: (line: string) => void;
}

const ENDS: Readonly<Record<string, string>> = {
  'guest-shutdown': msg('The guest powered itself off.'),
  'guest-reset': msg('The guest restarted itself.'),
  'guest-panic': msg('The guest’s kernel panicked.'),
  'host-qmp-quit': msg('QEMU was told to quit.'),
  'host-signal': msg('A signal ended QEMU.'),
};

/** Turns QEMU's events into ours. */
function createReader({ emit, log }: Watcher) {
  let ending: string | null = null;
  let full = false;
  return {
    ending: () => ending,
    onFull: () => {
      full = true;
      emit({ type: 'disk-full' });
    },
    read: ({ name, data }: QmpEvent): void => {
      if (name === 'SHUTDOWN')
        ending =
          sayMsg(ENDS[String(data.reason)] ?? '') || say('QEMU ended: {reason}.', { reason: String(data.reason) });
      // A full disk says so with each request that was under way.
      else if (name === 'BLOCK_IO_ERROR' && data.nospace === true && !full) {
        full = true;
        emit({ type: 'disk-full' });
      } else if (name === 'BLOCK_IO_ERROR') log(`disk error: ${JSON.stringify(data)}`);
      else if (name === 'STOP' && ending === null && !full) emit({ type: 'paused' });
      else if (name === 'RESUME') {
        full = false;
        emit({ type: 'resumed' });
      }
    },
  };
}

const isGone = async ({ identity }: MachineRecord): Promise<boolean> => !(await isSame(identity));

/** Looks again and again; resolves when the process is gone, or rejects with the signal's reason. */
async function untilGone(record: MachineRecord, signal: AbortSignal): Promise<void> {
  while (!(await isGone(record))) await delay(LOOK_MS, undefined, { signal, ref: false });
}

async function goneSoon(record: MachineRecord, signal: AbortSignal): Promise<boolean> {
  for (let tries = 0; tries < GONE_TRIES; tries++) {
    if (await isGone(record)) return true;
    await delay(GONE_MS, undefined, { signal, ref: false });
  }
  return false;
}

async function listen(watcher: Watcher, reader: ReturnType<typeof createReader>, signal: AbortSignal): Promise<void> {
  const stream = await connectTo(watcher.record.endpoints.events, signal);
  const close = (): void => void stream.destroy();
  signal.addEventListener('abort', close, { once: true });
  try {
    const qmp = await openQmp(stream, GREETING_MS);
    qmp.onEvent(reader.read);
    if (await isDiskFull(qmp)) reader.onFull();
    await qmp.closed;
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

async function listenUntilGone(
  watcher: Watcher,
  reader: ReturnType<typeof createReader>,
  signal: AbortSignal,
): Promise<void> {
  do await listen(watcher, reader, signal).catch(() => undefined);
  while (!signal.aborted && !(await goneSoon(watcher.record, signal)));
}

async function reasonOf({ dir }: Watcher, ending: string | null): Promise<string> {
  const said = (await tail(path.join(dir, FILES.output), SAID_BYTES)).trim().split('\n').slice(-3).join(' ');
  const what = ending ?? say('QEMU ended without a word: it was killed, or it crashed.');
  return said === '' ? what : `${what} It said: ${said}`;
}

async function follow(watcher: Watcher, signal: AbortSignal): Promise<void> {
  const reader = createReader(watcher);
  const over = new AbortController();
  const inner = AbortSignal.any([signal, over.signal]);
  try {
    await Promise.race([listenUntilGone(watcher, reader, inner), untilGone(watcher.record, inner)]);
  } finally {
    over.abort();
  }
  if (signal.aborted) return;
  const reason = await reasonOf(watcher, reader.ending());
  watcher.emit({ type: 'exited', reason });
}

/** Tells what happens to a running machine, and keeps its console's file small, until it is closed or QEMU is gone. */
export function watchMachine(watcher: Watcher): Watch {
  const controller = new AbortController();
  const { signal } = controller;
  const file = path.join(watcher.dir, FILES.console);
  const timer = setInterval(() => {
    bound(file, CONSOLE_BYTES, CONSOLE_KEPT_BYTES).catch((error: unknown) => watcher.log(`console: ${String(error)}`));
  }, CONSOLE_MS).unref();
  const emit: Watcher['emit'] = (event) => {
    if (!signal.aborted) watcher.emit(event);
  };
  follow({ ...watcher, emit }, signal)
    .catch((error: unknown) => {
      if (!signal.aborted) watcher.log(`watching QEMU failed: ${String(error)}`);
    })
    .finally(() => clearInterval(timer));
  return {
    record: watcher.record,
    close: () => {
      controller.abort();
      clearInterval(timer);
    },
  };
}
