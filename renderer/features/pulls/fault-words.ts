import type { PullFault, PullFaultKind } from '../../../main/contract/pull-fault';
import { t } from '../../lib/i18n';
import { clockTime, spanWords } from '../../lib/time';

type Words = readonly [title: string, advice: string];

const WORDS: Readonly<Record<PullFaultKind, Words>> = {
  login: [
    t('The registry wants a login (401).'),
    t('Log in to it, or mend the login: it knows nobody by what it was sent.'),
  ],
  denied: [
    t('The registry does not allow this (403).'),
    t('Ask whoever runs it for the right, or log in as somebody else.'),
  ],
  'denied-or-missing': [
    t('There is no such image, or it is not for everybody.'),
    t('The registry does not say which: check the name, or log in.'),
  ],
  'not-found': [t('The registry has no such image or tag (404).'), t('Check the name and the tag.')],
  'no-platform': [
    t('The image is not there for this platform.'),
    t('Choose another platform, or let the engine choose.'),
  ],
  'not-local': [t('The engine has no such image to push.'), t('Choose one of its tags, or build or pull it first.')],
  'rate-limited': [t('The registry has had enough requests for now (429).'), ''],
  'registry-trouble': [
    t('The registry is in trouble itself (5xx).'),
    t('Try again later; if it lasts, tell whoever runs it.'),
  ],
  'unknown-authority': [
    t('The registry’s certificate is signed by nobody the engine knows.'),
    t(
      'It may be self-signed: give the engine its CA (for the Slipway VM in Settings, else certs.d on the engine’s machine), or list it as insecure there.',
    ),
  ],
  expired: [
    t('The registry’s certificate has expired, or is not valid yet.'),
    t('It must be renewed; or the clock of the engine’s machine is wrong.'),
  ],
  'wrong-host': [
    t('The registry’s certificate is of another host.'),
    t('Use the name that it is for; else it may be somebody else who answers.'),
  ],
  'plain-http': [
    t('The registry speaks no TLS, and the engine insists on it.'),
    t(
      'List it as insecure (for the Slipway VM in Settings, else in the engine’s daemon.json), if you trust the network to it.',
    ),
  ],
  dns: [
    t('The registry’s name has no address.'),
    t('Check the name; else the DNS of the engine’s machine, or its network, is in trouble.'),
  ],
  'no-connection': [
    t('Nobody answers at the registry’s address.'),
    t('Check address and port, whether it runs, and the network of the engine’s machine.'),
  ],
  timeout: [
    t('The registry did not answer in time.'),
    t('It may be overloaded, or a firewall or proxy is in between.'),
  ],
  'broken-off': [
    t('The connection to the registry broke off.'),
    t('Try again: the engine begins with what it still has.'),
  ],
  'not-a-registry': [
    t('What answers there does not speak like a registry.'),
    t('Check the address; a proxy or a login page may answer in its place.'),
  ],
  damaged: [
    t('What came is not what was announced.'),
    t('It was not taken. Try again; if it lasts, the registry is damaged.'),
  ],
  'disk-full': [
    t('The disk of the engine’s machine is full.'),
    t('Make room (the Disk page says where it is), and try again.'),
  ],
  'bad-reference': [
    t('No image can be called that.'),
    t('A name has lower-case letters, digits and . _ - between slashes, then a colon and a tag.'),
  ],
  engine: [
    t('The engine went out of reach.'),
    t('It gives up what nobody waits for. Try again when it is connected: it begins with what it still has.'),
  ],
  other: [t('It did not work.'), ''],
};

interface FaultWords {
  readonly title: string;
  readonly advice: string;
}

function limitAdvice(retryAt: number | null, now: number): string {
  if (retryAt === null) return t('It did not say when it may be asked again. Logged in, most registries allow more.');
  if (retryAt <= now) return t('It may be asked again now.');
  return t('It may be asked again at {retryAt}, in {span}.', {
    retryAt: clockTime(retryAt),
    span: spanWords(retryAt - now + 999),
  });
}

/** @param now ms since the epoch. */
export function faultWords({ kind, retryAt }: PullFault, now: number): FaultWords {
  const [title, advice] = WORDS[kind];
  if (kind === 'rate-limited') return { title, advice: limitAdvice(retryAt, now) };
  return { title, advice: retryAt === null ? advice : limitAdvice(retryAt, now) };
}
