import type { CredentialFaultData, RegistryFaultKind } from '../../main/contract/registry-fault';
import { cutText, withoutControls } from './control-characters';
import { spanWords } from './time';

type Words = readonly [title: string, advice: string, detail?: string];

const NAME_SHOWN = 200;
const SECOND_MS = 1000;

interface Said {
  readonly registry: string;
  readonly status: number | null;
  readonly retryAfterSeconds: number | null;
}

const again = (seconds: number | null): string =>
  seconds === null ? 'Try again later; it does not say when.' : `It asks to wait ${spanWords(seconds * SECOND_MS)}.`;

/** Slipway itself and its VM have it from the settings, another engine from its own folder. */
const whereTo = (registry: string): string =>
  `add its certificate in Settings, under Registries and proxies, and on another engine's machine in certs.d/${registry}/ca.crt`;

const WORDS: Readonly<Record<RegistryFaultKind, (said: Said) => Words>> = {
  unauthorized: ({ registry }) => [
    `${registry} wants a login, or another one (401).`,
    'Log in, or check user name and password. Many registries take an access token instead of the password.',
  ],
  forbidden: ({ registry }) => [`${registry} does not allow this (403).`, 'This user may not do it: ask its owner.'],
  'not-found': ({ registry }) => [
    `${registry} has no such image (404).`,
    'Check its name and tag. Many registries say the same of what one may not see: log in if it is private.',
  ],
  'rate-limited': ({ registry, retryAfterSeconds }) => [
    `${registry} allows no more requests for now (429).`,
    `${again(retryAfterSeconds)} Often more are allowed to those who are logged in.`,
  ],
  unavailable: ({ registry, status, retryAfterSeconds }) => [
    `${registry} is in trouble${status === null ? '' : ` (${status})`}.`,
    `That is its own fault. ${again(retryAfterSeconds)}`,
  ],
  unsupported: ({ registry }) => [`${registry} does not do this.`, 'It is not made, or not set up, for it.'],
  'tls-self-signed': ({ registry }) => [
    `The certificate of ${registry} is self-signed.`,
    `Nobody vouches for it. If it is yours, ${whereTo(registry)}.`,
  ],
  'tls-unknown-authority': ({ registry }) => [
    `The certificate of ${registry} is of an authority that is not trusted.`,
    `If you trust that authority, ${whereTo(registry)}.`,
  ],
  'tls-expired': ({ registry }) => [
    `The certificate of ${registry} has expired, or is not valid yet.`,
    'Its owner has to renew it; or the clock of one of the machines is wrong.',
  ],
  'tls-wrong-host': ({ registry }) => [
    `The certificate of ${registry} is for another host name.`,
    'Use the name that is in it, or have it renewed with this one.',
  ],
  tls: ({ registry }) => [`There is no secure connection to ${registry}.`, ''],
  'not-tls': ({ registry }) => [
    `${registry} does not speak TLS.`,
    "If it is meant to be used without encryption, add it to the engine's insecure registries: for the Slipway VM in Settings.",
  ],
  dns: ({ registry }) => [`There is no host called ${registry}.`, 'Check its name, and that the network is up.'],
  refused: ({ registry }) => [
    `Nothing listens at ${registry}: connection refused.`,
    'Check its port, and that it is running.',
  ],
  unreachable: ({ registry }) => [
    `There is no way to ${registry}, or the connection broke.`,
    'Check the network, then try again.',
  ],
  timeout: ({ registry }) => [`${registry} did not answer in time.`, 'Check the network, a proxy, or a firewall.'],
  'too-large': ({ registry }) => [
    `${registry} answered with far too much.`,
    'No honest registry does: it was refused.',
  ],
  malformed: ({ registry }) => [`What answers at ${registry} is no registry, or a broken one.`, 'Check its name.'],
  'disk-full': () => ['The engine has no room left on its disk.', 'The Disk page says what takes it.'],
  'refused-request': ({ registry, status }) => [`${registry} refused${status === null ? '' : ` (${status})`}.`, ''],
};

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const shown = (name: unknown): string => cutText(withoutControls(text(name)), NAME_SHOWN);

export function registryFaultWords(data: Readonly<Record<string, unknown>>): Words {
  const kind = text(data.kind);
  const registry = shown(data.registry) || 'The registry';
  const said = { registry, status: number(data.status), retryAfterSeconds: number(data.retryAfterSeconds) };
  const words = Object.hasOwn(WORDS, kind) ? WORDS[kind as RegistryFaultKind](said) : WORDS.malformed(said);
  return [words[0], words[1], text(data.detail)];
}

type CredentialKind = CredentialFaultData['kind'];

const CREDENTIAL_WORDS: Readonly<Record<CredentialKind, (file: string, helper: string) => readonly [string, string]>> =
  {
    'config-unreadable': (file) => [`${file} cannot be read.`, 'Check who may read it. Nothing was changed.'],
    'config-broken': (file) => [
      `${file} is broken.`,
      'It is left as it is: mend it, or move it away. Until then nobody is logged in.',
    ],
    'config-busy': (file) => [`Somebody else is changing ${file}.`, 'Nothing was changed. Try again.'],
    'config-not-written': (file, helper) =>
      helper === ''
        ? [`${file} could not be written.`, 'Check who may write it, and that the disk has room. It is as it was.']
        : [
            `${file} says that docker-credential-${helper} keeps this login.`,
            'Docker would not look for it in the file. Nothing was changed.',
          ],
    'helper-missing': (_, helper) => [
      `There is no docker-credential-${helper} on the PATH.`,
      "Docker's config.json names it: install it, or remove it there (credsStore, credHelpers).",
    ],
    'helper-hung': (_, helper) => [
      `docker-credential-${helper} did not answer in time, and was ended.`,
      'It may wait for a password to be typed: run it in a terminal, or unlock its keychain.',
    ],
    'helper-rubbish': (_, helper) => [
      `docker-credential-${helper} answered with rubbish.`,
      'What it printed is not what the protocol of such helpers says.',
    ],
    'safe-failed': () => [
      'The keychain of this computer did not give or take a login.',
      'It may be locked, or not there any more. Unlock it, or log out and in again.',
    ],
    'helper-failed': (_, helper) => [`docker-credential-${helper} failed.`, 'Nothing was changed.'],
  };

export function credentialFaultWords(data: Readonly<Record<string, unknown>>): Words {
  const kind = text(data.kind);
  if (!Object.hasOwn(CREDENTIAL_WORDS, kind)) return ['The credentials cannot be used.', '', text(data.detail)];
  const hung = kind === 'helper-hung' && text(data.detail) !== '';
  const [title, advice] = CREDENTIAL_WORDS[kind as CredentialKind](shown(data.file), shown(data.helper));
  return [title, advice, hung ? `${text(data.detail)} s` : text(data.detail)];
}
