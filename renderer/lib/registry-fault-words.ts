import type { CredentialFaultData, RegistryFaultKind } from '../../main/contract/registry-fault';
import { cutText, withoutControls } from './control-characters';
import { t } from './i18n';
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
  seconds === null
    ? t('Try again later; it does not say when.')
    : t('It asks to wait {seconds}.', { seconds: spanWords(seconds * SECOND_MS) });

/** Slipway itself and its VM have it from the settings, another engine from its own folder. */
const whereTo = (registry: string): string =>
  t(
    "add its certificate in Settings, under Registries and proxies, and on another engine's machine in certs.d/{registry}/ca.crt",
    { registry },
  );

const WORDS: Readonly<Record<RegistryFaultKind, (said: Said) => Words>> = {
  unauthorized: ({ registry }) => [
    t('{registry} wants a login, or another one (401).', { registry }),
    t('Log in, or check user name and password. Many registries take an access token instead of the password.'),
  ],
  forbidden: ({ registry }) => [
    t('{registry} does not allow this (403).', { registry }),
    t('This user may not do it: ask its owner.'),
  ],
  'not-found': ({ registry }) => [
    t('{registry} has no such image (404).', { registry }),
    t('Check its name and tag. Many registries say the same of what one may not see: log in if it is private.'),
  ],
  'rate-limited': ({ registry, retryAfterSeconds }) => [
    t('{registry} allows no more requests for now (429).', { registry }),
    t('{retryAfterSeconds} Often more are allowed to those who are logged in.', {
      retryAfterSeconds: again(retryAfterSeconds),
    }),
  ],
  unavailable: ({ registry, status, retryAfterSeconds }) => [
    status === null
      ? t('{registry} is in trouble.', { registry })
      : t('{registry} is in trouble ({status}).', { registry, status }),
    t('That is its own fault. {retryAfterSeconds}', { retryAfterSeconds: again(retryAfterSeconds) }),
  ],
  unsupported: ({ registry }) => [
    t('{registry} does not do this.', { registry }),
    t('It is not made, or not set up, for it.'),
  ],
  'tls-self-signed': ({ registry }) => [
    t('The certificate of {registry} is self-signed.', { registry }),
    t('Nobody vouches for it. If it is yours, {registry}.', { registry: whereTo(registry) }),
  ],
  'tls-unknown-authority': ({ registry }) => [
    t('The certificate of {registry} is of an authority that is not trusted.', { registry }),
    t('If you trust that authority, {registry}.', { registry: whereTo(registry) }),
  ],
  'tls-expired': ({ registry }) => [
    t('The certificate of {registry} has expired, or is not valid yet.', { registry }),
    t('Its owner has to renew it; or the clock of one of the machines is wrong.'),
  ],
  'tls-wrong-host': ({ registry }) => [
    t('The certificate of {registry} is for another host name.', { registry }),
    t('Use the name that is in it, or have it renewed with this one.'),
  ],
  tls: ({ registry }) => [t('There is no secure connection to {registry}.', { registry }), ''],
  'not-tls': ({ registry }) => [
    t('{registry} does not speak TLS.', { registry }),
    t(
      "If it is meant to be used without encryption, add it to the engine's insecure registries: for the Slipway VM in Settings.",
    ),
  ],
  dns: ({ registry }) => [
    t('There is no host called {registry}.', { registry }),
    t('Check its name, and that the network is up.'),
  ],
  refused: ({ registry }) => [
    t('Nothing listens at {registry}: connection refused.', { registry }),
    t('Check its port, and that it is running.'),
  ],
  unreachable: ({ registry }) => [
    t('There is no way to {registry}, or the connection broke.', { registry }),
    t('Check the network, then try again.'),
  ],
  timeout: ({ registry }) => [
    t('{registry} did not answer in time.', { registry }),
    t('Check the network, a proxy, or a firewall.'),
  ],
  'too-large': ({ registry }) => [
    t('{registry} answered with far too much.', { registry }),
    t('No honest registry does: it was refused.'),
  ],
  malformed: ({ registry }) => [
    t('What answers at {registry} is no registry, or a broken one.', { registry }),
    t('Check its name.'),
  ],
  'disk-full': () => [t('The engine has no room left on its disk.'), t('The Disk page says what takes it.')],
  'refused-request': ({ registry, status }) => [
    status === null
      ? t('{registry} refused.', { registry })
      : t('{registry} refused ({status}).', { registry, status }),
    '',
  ],
};

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const shown = (name: unknown): string => cutText(withoutControls(text(name)), NAME_SHOWN);

export function registryFaultWords(data: Readonly<Record<string, unknown>>): Words {
  const kind = text(data.kind);
  const registry = shown(data.registry) || t('The registry');
  const said = { registry, status: number(data.status), retryAfterSeconds: number(data.retryAfterSeconds) };
  const words = Object.hasOwn(WORDS, kind) ? WORDS[kind as RegistryFaultKind](said) : WORDS.malformed(said);
  return [words[0], words[1], text(data.detail)];
}

type CredentialKind = CredentialFaultData['kind'];

const CREDENTIAL_WORDS: Readonly<Record<CredentialKind, (file: string, helper: string) => readonly [string, string]>> =
  {
    'config-unreadable': (file) => [
      t('{file} cannot be read.', { file }),
      t('Check who may read it. Nothing was changed.'),
    ],
    'config-broken': (file) => [
      t('{file} is broken.', { file }),
      t('It is left as it is: mend it, or move it away. Until then nobody is logged in.'),
    ],
    'config-busy': (file) => [t('Somebody else is changing {file}.', { file }), t('Nothing was changed. Try again.')],
    'config-not-written': (file, helper) =>
      helper === ''
        ? [
            t('{file} could not be written.', { file }),
            t('Check who may write it, and that the disk has room. It is as it was.'),
          ]
        : [
            t('{file} says that docker-credential-{helper} keeps this login.', { file, helper }),
            t('Docker would not look for it in the file. Nothing was changed.'),
          ],
    'helper-missing': (_, helper) => [
      t('There is no docker-credential-{helper} on the PATH.', { helper }),
      t("Docker's config.json names it: install it, or remove it there (credsStore, credHelpers)."),
    ],
    'helper-hung': (_, helper) => [
      t('docker-credential-{helper} did not answer in time, and was ended.', { helper }),
      t('It may wait for a password to be typed: run it in a terminal, or unlock its keychain.'),
    ],
    'helper-rubbish': (_, helper) => [
      t('docker-credential-{helper} answered with rubbish.', { helper }),
      t('What it printed is not what the protocol of such helpers says.'),
    ],
    'safe-failed': () => [
      t('The keychain of this computer did not give or take a login.'),
      t('It may be locked, or not there any more. Unlock it, or log out and in again.'),
    ],
    'helper-failed': (_, helper) => [t('docker-credential-{helper} failed.', { helper }), t('Nothing was changed.')],
  };

export function credentialFaultWords(data: Readonly<Record<string, unknown>>): Words {
  const kind = text(data.kind);
  if (!Object.hasOwn(CREDENTIAL_WORDS, kind)) return [t('The credentials cannot be used.'), '', text(data.detail)];
  const hung = kind === 'helper-hung' && text(data.detail) !== '';
  const [title, advice] = CREDENTIAL_WORDS[kind as CredentialKind](shown(data.file), shown(data.helper));
  return [title, advice, hung ? `${text(data.detail)} s` : text(data.detail)];
}
