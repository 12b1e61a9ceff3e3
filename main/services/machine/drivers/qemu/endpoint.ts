import type { Duplex } from 'node:stream';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { trickling } from './trickle';
import { codeOf } from '../../../process/error-code';

/**
 * Where a running QEMU listens. `unix`: a socket in the machine's private folder. `psk`: where node cannot open such a socket
 * (Windows), a loopback port that only who can read the key in that folder can talk to.
 */
export const endpointSchema = v.variant('kind', [
  v.object({ kind: v.literal('unix'), path: v.string() }),
  v.object({ kind: v.literal('psk'), port: v.number(), keyDir: v.string() }),
]);
export type Endpoint = v.InferOutput<typeof endpointSchema>;

/** Known to both sides; the file's name is QEMU's. */
export const PSK_USER = 'slipway';
export const PSK_FILE = 'keys.psk';

/** Of `sun_path`, with the zero at its end: 108 on Linux, 104 on macOS. */
export const SOCKET_PATH_BYTES = 103;

/** What the TLS of QEMU (GnuTLS) and of node and Electron have in common. */
const PSK_CIPHERS = 'ECDHE-PSK-CHACHA20-POLY1305:ECDHE-PSK-AES128-CBC-SHA';
/** QEMU lets one wait in front of the one it serves; who comes then is told to come again. */
const AGAIN_MS = 20;

const readKey = async (dir: string): Promise<Buffer> => {
  const [, hex = ''] = (await fs.readFile(path.join(dir, PSK_FILE), 'utf8')).trim().split(':');
  return Buffer.from(hex, 'hex');
};

async function dial(endpoint: Endpoint): Promise<{ socket: net.Socket; ready: string }> {
  if (endpoint.kind === 'unix') return { socket: net.connect(endpoint.path), ready: 'connect' };
  const psk = await readKey(endpoint.keyDir);
  const socket = tls.connect({
    ...{ host: '127.0.0.1', port: endpoint.port, ciphers: PSK_CIPHERS, maxVersion: 'TLSv1.2' },
    pskCallback: () => ({ identity: PSK_USER, psk }),
    // The key is what both prove to have; there are no names.
    checkServerIdentity: () => undefined,
  });
  return { socket, ready: 'secureConnect' };
}

const isBusy = (error: unknown): boolean => codeOf(error) === 'EAGAIN';

/** One connection. Rejects with the system's error (nobody listens: ENOENT, ECONNREFUSED) or the signal's reason. */
export async function connectTo(endpoint: Endpoint, signal: AbortSignal): Promise<Duplex> {
  for (;;) {
    signal.throwIfAborted();
    const { socket, ready } = await dial(endpoint);
    try {
      await once(socket, ready, { signal });
      return endpoint.kind === 'psk' ? trickling(socket) : socket;
    } catch (error) {
      socket.destroy();
      if (!isBusy(error)) throw error;
      await delay(AGAIN_MS, undefined, { signal });
    }
  }
}
