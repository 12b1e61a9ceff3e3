import { say } from '../../../texts/say';

/** A socket file or a named pipe of this machine. */
export interface LocalEndpoint {
  readonly kind: 'local';
  /** As the system wants it: `/run/docker.sock`, `\\.\pipe\docker_engine`. */
  readonly path: string;
  readonly url: string;
}

export interface NetworkEndpoint {
  readonly kind: 'network';
  /** Without brackets, also for IPv6. */
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** '' or `/some/path`, before the version. */
  readonly basePath: string;
  /** `user:password` of the URL; never shown. */
  readonly auth: string | null;
  readonly loopback: boolean;
  readonly url: string;
}

/** Understood, but no way to reach it is built in. */
export interface UnsupportedEndpoint {
  readonly kind: 'unsupported';
  readonly url: string;
  /** One sentence. */
  readonly reason: string;
}

export type Endpoint = LocalEndpoint | NetworkEndpoint | UnsupportedEndpoint;
/** `error` is one line for the user and holds no credentials. */
export type ParsedEndpoint =
  { readonly ok: true; readonly endpoint: Endpoint } | { readonly ok: false; readonly error: string };

const FORMS = 'unix:///path, npipe:////./pipe/name, tcp://host:port or https://host:port';
const SHOWN_LENGTH = 200;
const CONTROL_CHARACTERS = /\p{C}/u;

const fail = (error: string): ParsedEndpoint => ({ ok: false, error });

/** The value for a message: no credentials, one line, not endless. */
const shown = (text: string): string => {
  const clean = text.replace(/\/\/.*@/s, '//').replace(/^[^/]*@/s, '');
  return `"${clean.replace(/\p{C}/gu, '?').slice(0, SHOWN_LENGTH)}"`;
};

/**
 * Reads what `docker -H` reads; `host:port` alone means tcp. Pure: touches neither files nor network.
 * @param tls Whether there is TLS material for it: `tcp://` is then encrypted.
 */
export function parseEndpoint(text: string, tls = false): ParsedEndpoint {
  if (text.trim() === '') return fail(say('The engine address is empty; write {forms}.', { forms: FORMS }));
  if (CONTROL_CHARACTERS.test(text))
    return fail(say('The engine address {text} holds control characters.', { text: shown(text) }));
  if (/^(\[[\da-fA-F:.]+\]|[^/:@\s[\]]+):\d+$/.test(text)) return parseNetwork('tcp', text, tls);
  const [, scheme = '', rest = ''] = /^([a-zA-Z][a-zA-Z\d+.-]*):\/\/(.*)$/s.exec(text) ?? [];
  switch (scheme.toLowerCase()) {
    case 'unix':
      return parseSocket(text, rest);
    case 'npipe':
      return parsePipe(text, rest);
    case 'tcp':
    case 'http':
    case 'https':
      return parseNetwork(scheme.toLowerCase(), rest, tls);
    case 'ssh':
      return parseSsh(text, rest);
    case '':
      if (text.startsWith('/'))
        return fail(say('{text} is a path; write {shown}.', { text: shown(text), shown: shown(`unix://${text}`) }));
      return fail(say('{text} is not an engine address; write {forms}.', { text: shown(text), forms: FORMS }));
    default:
      return fail(
        say('Engine addresses of the kind {shown} are not known; write {forms}.', {
          shown: shown(`${scheme}://`),
          forms: FORMS,
        }),
      );
  }
}

function parseSocket(text: string, path: string): ParsedEndpoint {
  if (!path.startsWith('/')) return fail(say('{text} needs an absolute path: unix:///path.', { text: shown(text) }));
  if (path.endsWith('/')) return fail(say('{text} names a folder, not a socket.', { text: shown(text) }));
  return { ok: true, endpoint: { kind: 'local', path, url: `unix://${path}` } };
}

function parsePipe(text: string, rest: string): ParsedEndpoint {
  const path = rest.replaceAll('\\', '/');
  if (!/^\/\/[^/]+\/pipe\/[^/]+$/i.test(path))
    return fail(say('{text} is not a pipe: npipe:////./pipe/name.', { text: shown(text) }));
  return { ok: true, endpoint: { kind: 'local', path: path.replaceAll('/', '\\'), url: `npipe://${path}` } };
}

function parseSsh(text: string, rest: string): ParsedEndpoint {
  const [, user = '', host = ''] = /^(?:([^@:/]+)(?::[^@/]*)?@)?([^@/]+)/.exec(rest) ?? [];
  if (host === '') return fail(say('{text} names no host.', { text: shown(text) }));
  const url = `ssh://${user === '' ? '' : `${user}@`}${host}`;
  const reason = say('Engines over SSH are not supported yet; forward their socket with ssh -L and use that.');
  return { ok: true, endpoint: { kind: 'unsupported', url, reason } };
}

const defaultPort = (scheme: string, tls: boolean): number => {
  if (scheme === 'tcp') return tls ? 2376 : 2375;
  return scheme === 'https' ? 443 : 80;
};

function parseNetwork(scheme: string, rest: string, tls: boolean): ParsedEndpoint {
  const text = `${scheme}://${rest}`;
  // As tcp also for http: the parser drops the port that is the scheme's default.
  const url = URL.canParse(`tcp://${rest}`) ? new URL(`tcp://${rest}`) : null;
  if (url === null) return fail(say('{text} is not {scheme}://host:port.', { text: shown(text), scheme }));
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === '') return fail(say('{text} names no host.', { text: shown(text) }));
  if (url.search !== '' || url.hash !== '')
    return fail(say('{text} must end after the port or path.', { text: shown(text) }));
  const port = url.port === '' ? defaultPort(scheme, tls) : Number(url.port);
  if (port === 0) return fail(say('{text} needs a port between 1 and 65535.', { text: shown(text) }));
  const basePath = url.pathname.replace(/\/+$/, '');
  return {
    ok: true,
    endpoint: {
      kind: 'network',
      host,
      port,
      secure: scheme === 'https' || (scheme === 'tcp' && tls),
      basePath,
      auth: url.username === '' ? null : `${decode(url.username)}:${decode(url.password)}`,
      loopback: isLoopback(host),
      url: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${String(port)}${basePath}`,
    },
  };
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** By its literal form only: a name that merely resolves to this machine today is another host. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host) || host.startsWith('::ffff:127.');
