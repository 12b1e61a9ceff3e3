import * as v from 'valibot';

export const registryFaultKind = v.picklist([
  /** 401: no credentials, or wrong ones. */
  'unauthorized',
  /** 403: these credentials may not. */
  'forbidden',
  /** 404: no such repository, tag or digest; many registries say so of what one may not see. */
  'not-found',
  /** 429. */
  'rate-limited',
  /** 5xx. */
  'unavailable',
  /** It does not do this: most let nothing be deleted, and many have no catalogue. */
  'unsupported',
  /** Nobody vouches for its certificate but itself. */
  'tls-self-signed',
  /** Its certificate is of an authority that is not trusted here. */
  'tls-unknown-authority',
  'tls-expired',
  'tls-wrong-host',
  /** Any other fault of TLS. */
  'tls',
  /** It answers without TLS. */
  'not-tls',
  /** There is no such host. */
  'dns',
  'refused',
  /** No way to it, or the connection broke. */
  'unreachable',
  'timeout',
  /** More than an honest registry says. */
  'too-large',
  /** What answers is no registry, or a broken one. */
  'malformed',
  /** The engine has no room for it. */
  'disk-full',
  /** Whatever else it refused. */
  'refused-request',
]);
export type RegistryFaultKind = v.InferOutput<typeof registryFaultKind>;

/** What a registry, or the way to it, said no with. */
export const registryFault = v.object({
  kind: registryFaultKind,
  /** `docker.io`, `registry.example.com:5000`. */
  registry: v.string(),
  /** HTTP; null: there was no answer. */
  status: v.nullable(v.number()),
  /** What it asks to wait, in seconds; null: it does not say. */
  retryAfterSeconds: v.nullable(v.number()),
  /** Its own words, or the system's; hostile, cut, without any credential. */
  detail: v.string(),
});
export type RegistryFaultData = v.InferOutput<typeof registryFault>;

/** Something is wrong with where credentials are kept. Nothing was changed. */
export const credentialFault = v.object({
  kind: v.picklist([
    /** Docker's config.json cannot be read. */
    'config-unreadable',
    /** It is empty, no JSON, or not what it should be: it is left as it is. */
    'config-broken',
    /** Somebody else is changing it. */
    'config-busy',
    'config-not-written',
    /** No `docker-credential-<helper>` on the PATH. */
    'helper-missing',
    /** It did not end in time. */
    'helper-hung',
    /** What it printed is not what the protocol says. */
    'helper-rubbish',
    /** It said no. */
    'helper-failed',
    /** The system's keychain did not seal or open what Slipway keeps. */
    'safe-failed',
  ]),
  /** The file; '': none. */
  file: v.string(),
  /** Without `docker-credential-`; '': none. */
  helper: v.string(),
  /** The helper's or the system's words, hostile, cut; never what a helper printed as an answer. */
  detail: v.string(),
});
export type CredentialFaultData = v.InferOutput<typeof credentialFault>;
