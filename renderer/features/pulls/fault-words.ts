import type { PullFault, PullFaultKind } from '../../../main/contract/pull-fault';
import { clockTime, spanWords } from '../../lib/time';

type Words = readonly [title: string, advice: string];

const WORDS: Readonly<Record<PullFaultKind, Words>> = {
  login: ['The registry wants a login (401).', 'Log in to it, or mend the login: it knows nobody by what it was sent.'],
  denied: ['The registry does not allow this (403).', 'Ask whoever runs it for the right, or log in as somebody else.'],
  'denied-or-missing': [
    'There is no such image, or it is not for everybody.',
    'The registry does not say which: check the name, or log in.',
  ],
  'not-found': ['The registry has no such image or tag (404).', 'Check the name and the tag.'],
  'no-platform': ['The image is not there for this platform.', 'Choose another platform, or let the engine choose.'],
  'not-local': ['The engine has no such image to push.', 'Choose one of its tags, or build or pull it first.'],
  'rate-limited': ['The registry has had enough requests for now (429).', ''],
  'registry-trouble': [
    'The registry is in trouble itself (5xx).',
    'Try again later; if it lasts, tell whoever runs it.',
  ],
  'unknown-authority': [
    'The registry’s certificate is signed by nobody the engine knows.',
    'It may be self-signed: give the engine its CA (for the Slipway VM in Settings, else certs.d on the engine’s machine), or list it as insecure there.',
  ],
  expired: [
    'The registry’s certificate has expired, or is not valid yet.',
    'It must be renewed; or the clock of the engine’s machine is wrong.',
  ],
  'wrong-host': [
    'The registry’s certificate is of another host.',
    'Use the name that it is for; else it may be somebody else who answers.',
  ],
  'plain-http': [
    'The registry speaks no TLS, and the engine insists on it.',
    'List it as insecure (for the Slipway VM in Settings, else in the engine’s daemon.json), if you trust the network to it.',
  ],
  dns: [
    'The registry’s name has no address.',
    'Check the name; else the DNS of the engine’s machine, or its network, is in trouble.',
  ],
  'no-connection': [
    'Nobody answers at the registry’s address.',
    'Check address and port, whether it runs, and the network of the engine’s machine.',
  ],
  timeout: ['The registry did not answer in time.', 'It may be overloaded, or a firewall or proxy is in between.'],
  'broken-off': ['The connection to the registry broke off.', 'Try again: the engine begins with what it still has.'],
  'not-a-registry': [
    'What answers there does not speak like a registry.',
    'Check the address; a proxy or a login page may answer in its place.',
  ],
  damaged: [
    'What came is not what was announced.',
    'It was not taken. Try again; if it lasts, the registry is damaged.',
  ],
  'disk-full': [
    'The disk of the engine’s machine is full.',
    'Make room (the Disk page says where it is), and try again.',
  ],
  'bad-reference': [
    'No image can be called that.',
    'A name has lower-case letters, digits and . _ - between slashes, then a colon and a tag.',
  ],
  engine: [
    'The engine went out of reach.',
    'It gives up what nobody waits for. Try again when it is connected: it begins with what it still has.',
  ],
  other: ['It did not work.', ''],
};

interface FaultWords {
  readonly title: string;
  readonly advice: string;
}

function limitAdvice(retryAt: number | null, now: number): string {
  if (retryAt === null) return 'It did not say when it may be asked again. Logged in, most registries allow more.';
  if (retryAt <= now) return 'It may be asked again now.';
  return `It may be asked again at ${clockTime(retryAt)}, in ${spanWords(retryAt - now + 999)}.`;
}

/** @param now ms since the epoch. */
export function faultWords({ kind, retryAt }: PullFault, now: number): FaultWords {
  const [title, advice] = WORDS[kind];
  if (kind === 'rate-limited') return { title, advice: limitAdvice(retryAt, now) };
  return { title, advice: retryAt === null ? advice : limitAdvice(retryAt, now) };
}
