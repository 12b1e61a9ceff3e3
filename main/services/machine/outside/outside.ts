import { ensureCertificates } from '../certificates/ensure';
import { connectEngine } from '../endpoint/connect-engine';
import { ensureDockerContext, removeDockerContext } from '../endpoint/docker-context';
import { type PrivateSocket, servePrivateSocket } from '../endpoint/private-socket';
import type { PrivateAddress } from '../endpoint/socket-path';
import { machineError } from '../life/faults';
import { say } from '../../../../texts/say';

/** How the user's other programs reach the engine in the machine. */
export interface Outside {
  /** From now on, whether the machine is on or not: who comes too early is told so. */
  open(): void;
  /** Programs that are connected. */
  clients(): number;
  /** The machine is no more: the docker CLI forgets it. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

export interface OutsideOptions {
  readonly address: PrivateAddress;
  readonly tlsDir: string;
  /** The docker CLI's folder. */
  readonly dockerConfigDir: string;
  /** Port of the engine; null while the machine is off. */
  readonly enginePort: () => number | null;
  /** Notes that it is needed, and wakes it when it sleeps. Never rejects. */
  readonly wake: () => Promise<void>;
  readonly onClients: () => void;
  readonly log: (line: string) => void;
}

const CONNECT_MS = 10_000;

export function openOutside(options: OutsideOptions): Outside {
  const { address, tlsDir, dockerConfigDir, enginePort, wake, onClients, log } = options;
  let serving: Promise<PrivateSocket | null> | null = null;
  let socket: PrivateSocket | null = null;
  const serve = async (): Promise<PrivateSocket | null> => {
    try {
      socket = await servePrivateSocket({
        path: address.path,
        connect: async (signal) => {
          await wake();
          const port = enginePort();
          if (port === null)
            throw machineError('timeout', say('The machine of Slipway is off. Start it on the Engine page.'));
          const certificates = await ensureCertificates({ dir: tlsDir, guestIps: [], now: new Date(), log });
          return connectEngine({ port, certificates, timeoutMs: CONNECT_MS }, signal);
        },
        onConnection: onClients,
        onRequest: () => void wake(),
        log,
      });
      const context = await ensureDockerContext({ configDir: dockerConfigDir, host: address.url, log });
      if ('message' in context) log(`machine: no docker context: ${context.message}`);
      return socket;
    } catch (error) {
      log(`machine: other programs cannot reach its engine: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  };
  return {
    open: () => void (serving ??= serve()),
    clients: () => socket?.activity().open ?? 0,
    forget: async () => {
      await removeDockerContext({ configDir: dockerConfigDir, log });
    },
    close: async () => (await serving)?.close(),
  };
}
