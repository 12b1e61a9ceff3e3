import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type App, createApp, defaultDataDir } from '../../app';
import { contract } from '../../contract';
import { webSocketChannel } from '../../rpc/wire/channel-websocket';
import { serveWire } from '../../rpc/wire/server';
import { type Codes, createCodes } from './codes';
import { openBrowser } from './open-browser';
import type { PageSocketsOptions } from './page-sockets';
import { listenFailure } from './port-holder';
import { type PageServer, startPageServer } from './server';
import { createSessions } from './sessions';
import { createSlowDown } from './slow-down';
import { readStaticFiles } from './static-files';
import { onEnter } from './terminal';

/** Built beside this file, as its scanner is. */
const PAGE = path.join(import.meta.dirname, '../renderer');
const LOG_SCANNER = path.join(import.meta.dirname, 'log-scanner.js');
/** A close that takes longer is not waited for. */
const CLOSE_MS = 5_000;

export interface BrowserHostOptions {
  readonly version: string;
  /** Null: a free one. */
  readonly port: number | null;
  /** Whether to open the default browser. */
  readonly open: boolean;
  /** `vm`: Slipway's own; null: look for engines. */
  readonly engineUrl: string | null;
  /** Absolute; null: the system's usual place. */
  readonly dataDir: string | null;
  /** The folder of the checkout it was built in; null: a released app. */
  readonly checkout: string | null;
}

/** Resolves at the first Ctrl-C or SIGTERM; those after it change nothing. (npm passes on the one of the terminal.) */
const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    process.on('SIGINT', () => resolve());
    process.on('SIGTERM', () => resolve());
  });

const prepareDataDir = (dataDir: string): void => {
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch {
    // The settings tell the user that they cannot be kept.
  }
};

const servePages = (app: App): PageSocketsOptions['serve'] => {
  let connections = 0;
  return (socket) => {
    connections += 1;
    serveWire(webSocketChannel(socket), {
      contract,
      handlers: app.handlers,
      connectionId: connections,
      onInternalError: (error, procedure) => app.logError(procedure, error),
    });
  };
};

const startServer = async (app: App, codes: Codes, port: number | null): Promise<PageServer | string> => {
  try {
    return await startPageServer({
      ...{ port: port ?? 0, codes, sessions: createSessions(), slowDown: createSlowDown() },
      files: readStaticFiles(PAGE),
      serve: servePages(app),
      transfers: app.transfers,
      onError: (error) => app.logError('http', error),
    });
  } catch (error) {
    return listenFailure(error, port ?? 0, process.platform);
  }
};

/** Tells where the page is, again with a fresh code on each Enter. Returns how to stop. */
const invite = ({ port }: PageServer, codes: Codes, open: boolean): (() => void) => {
  const newUrl = (): string => `http://127.0.0.1:${port}/#${codes.issue()}`;
  const tell = (): void => void process.stdout.write(`Slipway is ready: ${newUrl()}\n`);
  // Whoever read the ready line may close the pipe.
  process.stdout.on('error', () => undefined);
  const stopReading = onEnter(process.stdin, tell);
  tell();
  const place = { homeDir: os.homedir(), platform: process.platform, env: process.env };
  const cleanUp = open ? openBrowser({ url: newUrl(), ...place }) : () => undefined;
  return () => {
    stopReading();
    cleanUp();
  };
};

/** Slipway's own engine, before anybody is invited. What goes wrong is said, and shown on the page as well. */
const startMachine = async (app: App, stopped: Promise<void>): Promise<void> => {
  const tell = (line: string): void => void process.stderr.write(`slipway: ${line}\n`);
  const started = app.startMachine(tell).catch((error: unknown) => {
    tell(error instanceof Error ? error.message : String(error));
  });
  await Promise.race([started, stopped]);
};

/** Browser mode, from its start to Ctrl-C. Resolves with the exit code; the caller ends the process. */
export async function runBrowserHost(options: BrowserHostOptions): Promise<number> {
  const stopped = untilStopped();
  const { platform, env } = process;
  const homeDir = os.homedir();
  const dataDir = options.dataDir ?? defaultDataDir(platform, env, homeDir);
  prepareDataDir(dataDir);
  const { engineUrl, version, checkout } = options;
  const { username: user } = os.userInfo();
  const app = await createApp({
    ...{ dataDir, engineUrl, checkout, env, homeDir, user, platform, version, host: 'browser' },
    startLogScanner: () => new Worker(LOG_SCANNER),
  });
  const codes = createCodes();
  const server = await startServer(app, codes, options.port);
  if (typeof server === 'string') {
    process.stderr.write(`slipway: ${server}\n`);
    await app.close();
    return 1;
  }
  if (engineUrl === 'vm') await startMachine(app, stopped);
  const uninvite = invite(server, codes, options.open);
  await stopped;
  uninvite();
  const late = new Promise((resolve) => setTimeout(resolve, CLOSE_MS));
  await Promise.race([server.close().then(() => app.close()), late]);
  return 0;
}
