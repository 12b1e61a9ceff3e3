import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectTo } from './endpoint';
import { openQmp, type Qmp, type QmpEvent } from './qmp';

const GREETING = '{"QMP": {"version": {}, "capabilities": ["oob"]}}\r\n';
type Answer = (id: number, command: string, socket: net.Socket) => void;

let dir: string;
let server: net.Server | null = null;
beforeEach(() => void (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-qmp-'))));
afterEach(() => {
  vi.useRealTimers();
  server?.close();
  fs.rmSync(dir, { recursive: true, force: true });
});

const messageOf = (line: string): { id: number; execute: string } =>
  JSON.parse(line) as { id: number; execute: string };

/** A QEMU on a real socket that agrees to leave the negotiation and then does as told. */
async function standIn(answer: Answer, greeting = GREETING): Promise<Duplex> {
  const file = path.join(dir, 'qmp.sock');
  server = net.createServer((socket) => {
    socket.write(greeting);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      for (const line of chunk
        .toString('utf8')
        .split('\n')
        .filter((each) => each.trim() !== '')) {
        const { id, execute } = messageOf(line);
        if (execute === 'qmp_capabilities') socket.write(`{"return": {}, "id": ${String(id)}}\r\n`);
        else answer(id, execute, socket);
      }
    });
  });
  server.listen(file);
  await once(server, 'listening');
  return connectTo({ kind: 'unix', path: file }, AbortSignal.timeout(5_000));
}

const open = async (answer: Answer, greeting = GREETING): Promise<Qmp> =>
  openQmp(await standIn(answer, greeting), 2_000);

describe('QMP', () => {
  it('matches answers to questions by id, in whatever order and pieces they come', async () => {
    const waiting: number[] = [];
    const qmp = await open((id, _command, socket) => {
      waiting.push(id);
      if (waiting.length < 2) return;
      const all = Buffer.from(
        waiting
          .reverse()
          .map((each) => `{"return": "ä${String(each)}", "id": ${String(each)}}\r\n`)
          .join(''),
      );
      for (const byte of all) socket.write(Buffer.from([byte]));
    });
    const [first, second] = await Promise.all([qmp.execute('a'), qmp.execute('b')]);
    expect([first, second]).toEqual(['ä2', 'ä3']);
    qmp.close();
    await qmp.closed;
  });

  it('throws QEMU’s own words', async () => {
    const qmp = await open((id, _command, socket) => {
      socket.write(`{"error": {"class": "GenericError", "desc": "Device not found"}, "id": ${String(id)}}\r\n`);
    });
    await expect(qmp.execute('x')).rejects.toMatchObject({ kind: 'refused', message: 'Device not found' });
    qmp.close();
  });

  it('passes over what is no message, and tells events', async () => {
    const events: QmpEvent[] = [];
    const noise = '\u0000garbage\r\n[1]\r\nnull\r\n{"return":1}\r\n{"return":{},"id":"x"}\r\n{"event":7}\r\n';
    const qmp = await open((id, _command, socket) => {
      socket.write(`${noise}{"event": "STOP", "timestamp": {}}\r\n{"return": "yes", "id": ${String(id)}}\r\n`);
    }, `junk\r\n${GREETING}`);
    qmp.onEvent((event) => events.push(event));
    expect(await qmp.human('info usernet')).toBe('yes');
    expect(events).toEqual([{ name: 'STOP', data: {} }]);
    qmp.close();
  });

  it('fails what is under way when QEMU goes, and what comes after', async () => {
    const qmp = await open((_id, _command, socket) => socket.destroy());
    await expect(Promise.all([qmp.execute('a'), qmp.execute('b')])).rejects.toMatchObject({ kind: 'closed' });
    await qmp.closed;
    await expect(qmp.execute('c')).rejects.toMatchObject({ kind: 'closed' });
  });

  it('hangs up on a line without end', async () => {
    const qmp = await open((_id, _command, socket) => void socket.write('x'.repeat(5_000_000)));
    await expect(qmp.execute('a')).rejects.toMatchObject({ kind: 'closed' });
  });

  it('waits for an answer so long and no longer', async () => {
    const qmp = await open(() => undefined);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = expect(qmp.execute('a')).rejects.toMatchObject({ kind: 'timeout' });
    await vi.advanceTimersByTimeAsync(5_000);
    await asked;
    qmp.close();
  });

  it('needs a greeting', async () => {
    const silent = await standIn(() => undefined, 'hello\r\n');
    await expect(openQmp(silent, 50)).rejects.toMatchObject({ kind: 'timeout' });
    expect(silent.destroyed).toBe(true);
    server?.close();
    fs.rmSync(path.join(dir, 'qmp.sock'), { force: true });
    const short = await standIn(() => undefined, '');
    short.destroy();
    await expect(openQmp(short, 2_000)).rejects.toMatchObject({ kind: 'closed' });
  });
});
