// The page's one connection: over Electron's port where there is one, else a WebSocket back to where the page is from.
import { createConnector, type ConnectionState, type Connector } from './connector';
import { browserDial, electronDial, type Dial } from './dial';
import type { Observable } from './observable';
import { codeIn, createSession, takeCode, type Exchange, type Session } from './session';

export type { ConnectionState } from './connector';

export interface PageConnection {
  readonly connector: Connector;
  /** Takes a code, or the whole URL of the ready line. */
  readonly submitCode: (text: string) => Promise<Exchange>;
  /** Begins to connect; returns how to end it. */
  readonly connect: () => () => void;
}

const storageOf = (page: Window): Storage | null => {
  try {
    return page.sessionStorage;
  } catch {
    return null;
  }
};

const sessionOf = (page: Window): Session =>
  createSession({ fetch: (url, init) => page.fetch(url, init), storage: storageOf(page) });

/** A code in the address is exchanged before the first dial; if it is refused, the token of before may still do. */
const withCode =
  (session: Session, waiting: { code: string | null }, dial: Dial): Dial =>
  async () => {
    const { code } = waiting;
    if (code === null) return dial();
    if ((await session.exchange(code)) === 'unreachable') return 'retry';
    if (waiting.code === code) waiting.code = null;
    return dial();
  };

export const createPageConnection = (page: Window): PageConnection => {
  const session = sessionOf(page);
  const waiting: { code: string | null } = { code: null };
  const bridge = page.slipway;
  const dial =
    bridge === undefined
      ? withCode(
          session,
          waiting,
          browserDial(page.location, session, (url, protocols) => new WebSocket(url, protocols)),
        )
      : electronDial(page, bridge);
  const connector = createConnector(dial);
  const takeWaiting = (): void => {
    if (bridge === undefined) waiting.code = takeCode(page.location, page.history) ?? waiting.code;
  };
  const onAddress = (): void => {
    takeWaiting();
    if (waiting.code !== null) connector.retry();
  };
  /** Timers of a hidden page are slow, and a network that is back is worth an attempt; not without a session, though. */
  const onBack = (): void => {
    if (connector.state.get() === 'lost' && page.document.visibilityState === 'visible') connector.retry();
  };
  return {
    connector,
    submitCode: async (text) => {
      const code = codeIn(text);
      if (code === null) return 'refused';
      const exchange = await session.exchange(code);
      if (exchange === 'accepted') connector.retry();
      return exchange;
    },
    connect: () => {
      takeWaiting();
      page.addEventListener('hashchange', onAddress);
      page.addEventListener('online', onBack);
      page.document.addEventListener('visibilitychange', onBack);
      connector.start();
      return () => {
        page.removeEventListener('hashchange', onAddress);
        page.removeEventListener('online', onBack);
        page.document.removeEventListener('visibilitychange', onBack);
        connector.stop();
      };
    },
  };
};

export const { connector, submitCode, connect } = createPageConnection(window);
export const connection: Observable<ConnectionState> = connector.state;
