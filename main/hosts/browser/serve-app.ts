import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type App, createApp } from '../../app';
import { contract } from '../../contract';
import { webSocketChannel } from '../../rpc/wire/channel-websocket';
import { serveWire } from '../../rpc/wire/server';
import type { Claimed } from '../control/claim';
import { type Controlled, serveControl } from '../control/serve';
import { type Codes, createCodes } from './codes';
import { openBrowser } from './open-browser';
import type { PageSocketsOptions } from './page-sockets';
import { listenFailure } from './port-holder';
import { type PageServer, startPageServer } from './server';
import { createSessions } from './sessions';
import { createSlowDown } from './slow-down';
import { readStaticFiles } from './static-files';
import { onEnter } from './terminal';

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
  /** What was packaged beside the app; left out: nothing was. */
  readonly resources?: string;
}

export interface Stop {
  readonly asked: Promise<void>;
  readonly ask: () => void;
}

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

const startServer = async (
  app: App,
  codes: Codes,
  { port, page }: { readonly port: number | null; readonly page: string },
): Promise<PageServer | string> => {
  try {
    return await startPageServer({
      ...{ port: port ?? 0, codes, sessions: createSessions(), slowDown: createSlowDown() },
      files: readStaticFiles(page),
      serve: servePages(app),
      transfers: app.transfers,
      language: app.language,
      onError: (error) => app.logError('http', error),
    });
  } catch (error) {
    return listenFailure(error, port ?? 0, process.platform);
  }
};

interface Invitation {
  /** Where the page is, with a fresh code; opened in the browser as well, where there is one. */
  again(): string;
  stop(): void;
}

/** Tells where the page is, again with a fresh code on each Enter. */
const invite = ({ port }: PageServer, codes: Codes, open: boolean): Invitation => {
  const newUrl = (): string => `http://127.0.0.1:${port}/#${codes.issue()}`;
  const tell = (): void => void process.stdout.write(`Slipway is ready: ${newUrl()}\n`);
  // Whoever read the ready line may close the pipe.
  process.stdout.on('error', () => undefined);
  const stopReading = onEnter(process.stdin, tell);
  tell();
  const place = { homeDir: os.homedir(), platform: process.platform, env: process.env };
  const cleanUps = open ? [openBrowser({ url: newUrl(), ...place })] : [];
  return {
    again: () => {
      const url = newUrl();
      cleanUps.push(openBrowser({ url, ...place }));
      return url;
    },
    stop: () => {
      stopReading();
      for (const cleanUp of cleanUps) cleanUp();
    },
  };
};

/** At the `slipway` command's word: a browser with the page, and in it the view that a link names, or the question about a file. */
const showByBrowser = async (
  app: App,
  invitation: Invitation,
  target: string | null,
): ReturnType<Controlled['open']> => {
  const known = target === null || (await app.desktop.open([target]));
  return known ? { outcome: 'invited', url: invitation.again() } : { outcome: 'refused', url: null };
};

/** Slipway's own engine, before anybody is invited. What goes wrong is said, and shown on the page as well. */
const startMachine = async (app: App, stopped: Promise<void>): Promise<void> => {
  const tell = (line: string): void => void process.stderr.write(`slipway: ${line}\n`);
  const started = app.startMachine(tell).catch((error: unknown) => {
    tell(error instanceof Error ? error.message : String(error));
  });
  await Promise.race([started, stopped]);
};

interface Run {
  /** The folder of the built host; the page and the log's scanner lie where they lie to it. */
  readonly built: string;
  readonly options: BrowserHostOptions;
  readonly claimed: Exclude<Claimed, { state: 'taken' }>;
  readonly stop: Stop;
}

/** With the data folder for itself, until it is to end; resolves with the exit code. */
export async function serveApp(dataDir: string, { options, claimed, stop, built }: Run): Promise<number> {
  const { engineUrl, version, checkout, resources } = options;
  const { platform, env } = process;
  const { username: user } = os.userInfo();
  const app = await createApp({
    ...{ dataDir, engineUrl, checkout, env, homeDir: os.homedir(), user, platform, version, host: 'browser' },
    ...(resources !== undefined && { resources }),
    startLogScanner: () => new Worker(path.join(built, 'log-scanner.js')),
  });
  if (claimed.state === 'unlocked') app.log(`the data folder is not locked: ${claimed.reason}`);
  const codes = createCodes();
  const server = await startServer(app, codes, { port: options.port, page: path.join(built, '../renderer') });
  if (typeof server === 'string') {
    process.stderr.write(`slipway: ${server}\n`);
    await app.close();
    return 1;
  }
  if (engineUrl === 'vm') await startMachine(app, stop.asked);
  const invitation = invite(server, codes, options.open);
  if (claimed.state === 'ours')
    serveControl(claimed.claim, app, {
      about: { version, host: 'browser' },
      open: (link) => showByBrowser(app, invitation, link),
      quit: stop.ask,
    });
  await stop.asked;
  invitation.stop();
  const late = new Promise((resolve) => setTimeout(resolve, CLOSE_MS));
  await Promise.race([server.close().then(() => app.close()), late]);
  return 0;
}
