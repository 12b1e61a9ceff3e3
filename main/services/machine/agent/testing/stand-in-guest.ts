import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';

export interface GuestRequest {
  readonly id: number;
  /** Decoded: the verb and its arguments. */
  readonly words: readonly string[];
}

/** An answer's fields, or null: none is given. */
export type Reply = Readonly<Record<string, unknown>> | null;

export interface StandInGuest {
  /** What was asked, in order, over all connections. */
  readonly requests: readonly GuestRequest[];
  /** Raw lines as they came. */
  readonly lines: readonly string[];
  connections(): number;
  connect(): Promise<Duplex>;
  /** To all who are connected. */
  say(text: string | Buffer): void;
  /** Instead of the usual answer; undefined: the usual one. */
  onRequest(reply: (request: GuestRequest) => Reply | undefined): void;
  bootId: string;
  /** Ends all connections; new ones are let in. */
  cut(): void;
  close(): Promise<void>;
}

const USUAL: Readonly<Record<string, Reply>> = {
  time: { skewMs: 0 },
  figures: {
    ...{ memTotalKb: 2_000_000, memAvailableKb: 1_500_000, diskTotalBytes: 64e9, diskUsedBytes: 1e9 },
    ...{ load1: 0.1, uptimeMs: 5000 },
  },
  trim: { trimmedBytes: 4096 },
  grow: { diskTotalBytes: 64e9 },
  log: { text: 'line one\nline two\u001b[31m' },
  exists: { exists: true, shared: false },
  disk: { clean: true, report: 'clean' },
};

const usual = ({ words: [verb = ''] }: GuestRequest, bootId: string): Reply =>
  verb === 'hello'
    ? { protocol: 1, image: '0.1.0', bootId, phases: [{ phase: 'init', uptimeMs: 2400 }], faults: [] }
    : (USUAL[verb] ?? {});

/** A guest agent's part of the agreement, over a real socket. */
export async function startStandInGuest(): Promise<StandInGuest> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'slipway-guest-'));
  const socketPath = path.join(dir, 'agent.sock');
  const open = new Set<net.Socket>();
  const requests: GuestRequest[] = [];
  const lines: string[] = [];
  let custom: (request: GuestRequest) => Reply | undefined = () => undefined;

  const read = (socket: net.Socket, line: string): void => {
    const [id, ...words] = line.split(' ');
    const request = { id: Number(id), words: words.map(decodeURIComponent) };
    lines.push(line);
    requests.push(request);
    const own = custom(request);
    const reply = own === undefined ? usual(request, guest.bootId) : own;
    if (reply !== null) socket.write(`${JSON.stringify({ id: request.id, ok: true, ...reply })}\n`);
  };
  const server = net.createServer((socket) => {
    open.add(socket);
    readLines(socket, (line) => read(socket, line));
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));

  const guest: StandInGuest = {
    requests,
    lines,
    bootId: 'boot-1',
    connections: () => open.size,
    connect: () => connectTo(socketPath),
    say: (text) => {
      for (const socket of open) socket.write(text);
    },
    onRequest: (reply) => void (custom = reply),
    cut: () => {
      for (const socket of open) socket.destroy();
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      guest.cut();
      await closed;
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return guest;
}

function readLines(socket: net.Socket, onLine: (line: string) => void): void {
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString();
    const parts = text.split('\n');
    text = parts.pop() ?? '';
    for (const part of parts) onLine(part);
  });
}

const connectTo = (socketPath: string): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    const socket = net.connect(socketPath, () => resolve(socket));
    socket.once('error', reject);
  });
