import { t } from '../../../lib/i18n';

/** Above it a context is worth a word, bytes. */
const LARGE = 200_000_000;

const KINDS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/(^|\/)\.git\//, t('the history of git')],
  [/(^|\/)node_modules\//, t('packages that npm installs')],
  [/(^|\/)(\.venv|venv|__pycache__)\//, t('a virtual environment of Python')],
  [/(^|\/)\.terraform\//, t('what terraform downloads')],
  [/(^|\/)(\.env(\.[\w-]+)?|id_(rsa|ed25519|ecdsa)|[^/]+\.(pem|key|p12|pfx))$/, t('perhaps a secret')],
  [/\.(iso|img|qcow2|vmdk|vdi)$/i, t('a disk image')],
  [/\.(tar|tgz|tar\.\w+|zip|7z|rar)$/i, t('an archive')],
  [/\.(log|core|hprof|dmp)$/i, t('a log or a dump')],
];

/** Why a file is hardly meant to be sent to the builder; null: it may well be. */
export const unintended = (path: string): string | null => KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? null;

export const isLarge = (bytes: number): boolean => bytes >= LARGE;
