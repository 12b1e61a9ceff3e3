// A browser's session with Slipway: a one-time code from the terminal is exchanged for a token, which this tab keeps.

/** What is used of the page's world; a test has its own. */
export interface SessionWorld {
  readonly fetch: (url: string, init: RequestInit) => Promise<{ readonly status: number; json(): Promise<unknown> }>;
  /** Null where the browser keeps nothing: then a reload needs a new code. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
}

export type Exchange = 'accepted' | 'refused' | 'unreachable';
type Check = 'valid' | 'refused' | 'unreachable';

export interface Session {
  readonly token: () => string | null;
  readonly exchange: (code: string) => Promise<Exchange>;
  /** Whether the token is still good; one that is refused is forgotten. */
  readonly check: () => Promise<Check>;
}

const KEY = 'slipway.session';
/** Letters that a WebSocket's subprotocol may have, and that a code is made of. */
const TOKEN = /^[\w-]{8,256}$/;

/** The code in what the user pasted: the code itself, or the whole ready line's URL. Null when there is none. */
export const codeIn = (text: string): string | null => {
  const code = text.slice(text.lastIndexOf('#') + 1).trim();
  return TOKEN.test(code) ? code : null;
};

/** The code in the page's address, if there is one; it is taken out of the address and the history at once. */
export const takeCode = (location: Location, history: History): string | null => {
  const code = location.hash === '' ? null : codeIn(location.hash);
  if (code !== null) history.replaceState(history.state, '', location.pathname + location.search);
  return code;
};

const isRefusal = (status: number): boolean => status === 401 || status === 403;

const tokenIn = (answer: unknown): string | null =>
  typeof answer === 'object' &&
  answer !== null &&
  'token' in answer &&
  typeof answer.token === 'string' &&
  TOKEN.test(answer.token)
    ? answer.token
    : null;

const REQUEST: RequestInit = { method: 'POST', cache: 'no-store', credentials: 'omit', redirect: 'error' };
const ANSWER_WITHIN_MS = 10_000;

export const createSession = ({ fetch, storage }: SessionWorld): Session => {
  let token = storage?.getItem(KEY) ?? null;
  const keep = (next: string | null): void => {
    token = next;
    if (next === null) storage?.removeItem(KEY);
    else storage?.setItem(KEY, next);
  };
  const post = (path: string, init: RequestInit): ReturnType<SessionWorld['fetch']> =>
    fetch(path, { ...REQUEST, ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });

  const exchange = async (code: string): Promise<Exchange> => {
    try {
      const headers = { 'content-type': 'application/json' };
      const answer = await post('/session', { headers, body: JSON.stringify({ code }) });
      if (isRefusal(answer.status)) return 'refused';
      const next = answer.status === 200 ? tokenIn(await answer.json()) : null;
      if (next === null) return 'unreachable';
      keep(next);
      return 'accepted';
    } catch {
      return 'unreachable';
    }
  };
  const check = async (): Promise<Check> => {
    const asked = token;
    if (asked === null) return 'refused';
    try {
      const { status } = await post('/session/check', { headers: { authorization: `Bearer ${asked}` } });
      if (!isRefusal(status)) return status < 300 ? 'valid' : 'unreachable';
      // A new one may have come while we asked.
      if (token === asked) keep(null);
      return 'refused';
    } catch {
      return 'unreachable';
    }
  };
  return { token: () => token, exchange, check };
};
