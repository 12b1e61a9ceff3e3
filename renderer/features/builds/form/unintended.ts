/** Above it a context is worth a word, bytes. */
const LARGE = 200_000_000;

const KINDS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/(^|\/)\.git\//, 'the history of git'],
  [/(^|\/)node_modules\//, 'packages that npm installs'],
  [/(^|\/)(\.venv|venv|__pycache__)\//, 'a virtual environment of Python'],
  [/(^|\/)\.terraform\//, 'what terraform downloads'],
  [/(^|\/)(\.env(\.[\w-]+)?|id_(rsa|ed25519|ecdsa)|[^/]+\.(pem|key|p12|pfx))$/, 'perhaps a secret'],
  [/\.(iso|img|qcow2|vmdk|vdi)$/i, 'a disk image'],
  [/\.(tar|tgz|tar\.\w+|zip|7z|rar)$/i, 'an archive'],
  [/\.(log|core|hprof|dmp)$/i, 'a log or a dump'],
];

/** Why a file is hardly meant to be sent to the builder; null: it may well be. */
export const unintended = (path: string): string | null => KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? null;

export const isLarge = (bytes: number): boolean => bytes >= LARGE;
