import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { ImageError } from './image-error';
import { say } from '../../../../texts/say';

export interface GetOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Silence on the connection, from its making to its end, after which it is given up. */
  readonly stallMs: number;
}

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** The answer, whatever its status, its body not yet read. Redirects are followed, but never from https to http. */
export async function get(address: URL, options: GetOptions): Promise<IncomingMessage> {
  let url = address;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const answer = await ask(url, options);
    const { location } = answer.headers;
    if (!REDIRECTS.has(answer.statusCode ?? 0) || location === undefined) return answer;
    answer.destroy();
    if (!URL.canParse(location, url.href)) throw refused(url, say('points to an address that is none'));
    const next = new URL(location, url);
    if (url.protocol === 'https:' && next.protocol !== 'https:')
      throw refused(url, say('points to an unencrypted address'));
    url = next;
  }
  throw refused(address, say('points from address to address without end'));
}

const refused = (url: URL, what: string): ImageError =>
  new ImageError('refused', say('The image was not downloaded: {host} {what}.', { host: url.host, what }));

const ask = (url: URL, { headers, signal, stallMs }: GetOptions): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      throw new ImageError(
        'refused',
        say('The image was not downloaded: {protocol} addresses cannot be read.', { protocol: url.protocol }),
      );
    const request = (url.protocol === 'https:' ? https : http).get(url, {
      headers: { 'User-Agent': 'Slipway', 'Accept-Encoding': 'identity', ...headers },
      // A pool would keep a connection that was given up.
      agent: false,
      timeout: stallMs,
      signal,
    });
    request.once('timeout', () =>
      request.destroy(new Error(say('{host} was silent for {stallMs} s', { host: url.host, stallMs: stallMs / 1000 }))),
    );
    request.on('error', reject);
    request.once('response', resolve);
  });
