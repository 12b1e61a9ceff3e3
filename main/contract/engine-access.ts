import * as v from 'valibot';

const line = (limit: number) => v.pipe(v.string(), v.maxLength(limit));
const PEM_LIMIT = 16_384;

/**
 * How an engine gets at registries. Bounds only: main tells what is wrong with a value, and gives the engine nothing that it
 * would refuse.
 */
export const accessSettings = v.object({
  /** Asked before Docker Hub: `https://mirror.example.com`. */
  mirrors: v.pipe(v.array(line(300)), v.maxLength(20)),
  /** Without TLS, or with a certificate that nobody checks: `registry.example.com:5000`, `10.0.0.0/8`. */
  insecure: v.pipe(v.array(line(300)), v.maxLength(100)),
  /** URLs; may hold a password, which is for no log and no message. '': none. */
  httpProxy: line(1000),
  httpsProxy: line(1000),
  /** Reached without a proxy: `.example.com`, `10.0.0.0/8`. */
  noProxy: v.pipe(v.array(line(300)), v.maxLength(200)),
  /** Certificates, PEM, one each, that are trusted beside the usual ones. */
  authorities: v.pipe(v.array(line(PEM_LIMIT)), v.maxLength(20)),
});
export type AccessSettings = v.InferOutput<typeof accessSettings>;

export const NO_ACCESS_SETTINGS: AccessSettings = {
  ...{ mirrors: [], insecure: [], httpProxy: '', httpsProxy: '', noProxy: [], authorities: [] },
};

export const accessProblem = v.object({
  field: v.picklist(['mirrors', 'insecure', 'httpProxy', 'httpsProxy', 'noProxy', 'authorities']),
  /** A sentence, without any password. */
  message: v.string(),
});
export type AccessProblem = v.InferOutput<typeof accessProblem>;

/** What a certificate says of itself; hostile. */
export const authority = v.object({
  pem: v.string(),
  subject: v.string(),
  issuer: v.string(),
  /** SHA-256, `AB:CD:…`. */
  fingerprint: v.string(),
  /** ms since the epoch. */
  validFrom: v.number(),
  validTo: v.number(),
  /** May vouch for others; else for itself alone. */
  isAuthority: v.boolean(),
});
export type Authority = v.InferOutput<typeof authority>;

export const authoritiesText = v.pipe(v.string(), v.maxLength(1_048_576));
