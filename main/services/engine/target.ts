import { readFile } from 'node:fs/promises';
import type { LocalEndpoint, NetworkEndpoint } from './endpoint';

/** Files of TLS material; null: not there. */
export interface TlsFiles {
  readonly ca: string | null;
  readonly cert: string | null;
  readonly key: string | null;
  readonly skipVerify: boolean;
}

/** A machine that sleeps while nobody needs its engine. */
export interface Power {
  asleep(): boolean;
  /** Resolves when it runs, and notes that it was needed. Never rejects: what is wrong shows in the request. */
  wake(): Promise<void>;
}

/** What a connection can be opened to. */
export interface Target {
  readonly endpoint: LocalEndpoint | NetworkEndpoint;
  readonly tls: TlsFiles | null;
  /** Of an engine that may sleep. */
  readonly power?: Power;
}

/** What node's `https` takes. */
export interface TlsMaterial {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly rejectUnauthorized: boolean;
}

/** Read at every connection, so that renewed certificates are used. Throws the system's error, which names the file. */
export async function loadTls(files: TlsFiles | null): Promise<TlsMaterial> {
  const read = (file: string | null = null) => (file === null ? undefined : readFile(file));
  const [ca, cert, key] = await Promise.all([read(files?.ca), read(files?.cert), read(files?.key)]);
  return {
    rejectUnauthorized: files?.skipVerify !== true,
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
  };
}

/** Unencrypted, and to another machine. */
export const needsConsent = ({ endpoint }: Target): boolean =>
  endpoint.kind === 'network' && !endpoint.secure && !endpoint.loopback;

export const isLocal = ({ endpoint }: Target): boolean => endpoint.kind === 'local';

/** `/run/docker.sock` or `host:port`, for a sentence. */
export const placeOf = ({ endpoint }: Target): string => {
  if (endpoint.kind === 'local') return endpoint.path;
  return `${endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host}:${String(endpoint.port)}`;
};
