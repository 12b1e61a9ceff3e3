import * as v from 'valibot';
import { engineErrors, errors as named } from './errors';
import { DIGEST, REGISTRY, REPOSITORY, TAG } from './image-name';
import { unary } from './procedure';
import { credentialFault } from './registry-fault';

const registry = v.pipe(v.string(), v.maxLength(300), v.regex(REGISTRY, 'It cannot be the name of a registry.'));
const repository = v.pipe(v.string(), v.maxLength(255), v.regex(REPOSITORY, 'It cannot be the name of a repository.'));
const tag = v.pipe(v.string(), v.regex(TAG, 'It cannot be a tag.'));
const digest = v.pipe(v.string(), v.maxLength(200), v.regex(DIGEST, 'It is no digest.'));
const after = v.pipe(v.string(), v.maxLength(1024));

/** A registry that is known from anywhere. Names are hostile: they come from files, helpers and the engine. */
export const registryRow = v.object({
  /** `docker.io`, `registry.example.com:5000`. */
  registry: v.string(),
  /** Why it is listed: docker's config.json or a helper, the engine, Slipway's own list, or it is Docker Hub. */
  from: v.array(v.picklist(['hub', 'docker', 'engine', 'added'])),
  state: v.picklist(['in', 'out', 'unknown']),
  /** '': a token stands for the user. null: nobody is logged in, or the helper does not say. */
  username: v.nullable(v.string()),
  /** Where the login is kept; null: there is none. */
  means: v.nullable(v.picklist(['memory', 'safe', 'config', 'helper'])),
  /** Without `docker-credential-`; '': none. */
  helper: v.string(),
  /** The engine takes it without encryption, or without a certificate that is trusted; null: it does not say. */
  insecure: v.nullable(v.boolean()),
  /** That the engine asks instead of it. */
  mirrors: v.array(v.string()),
});
export type RegistryRow = v.InferOutput<typeof registryRow>;

export const registryList = v.object({
  registries: v.array(registryRow),
  /** Docker's config.json. */
  configFile: v.string(),
  /** What is wrong with where credentials are kept; hides nothing else. */
  faults: v.array(credentialFault),
  /** What the engine says of itself; null: there is none connected. */
  engine: v.nullable(
    v.object({
      insecureCidrs: v.array(v.string()),
      insecureNames: v.array(v.string()),
      mirrors: v.array(v.string()),
      proxy: v.string(),
    }),
  ),
});
export type RegistryList = v.InferOutput<typeof registryList>;

/** Where a login is kept: until Slipway ends; sealed by the host's safe storage; in clear in docker's config.json; by a helper. */
const means = v.variant('kind', [
  v.object({ kind: v.literal('memory') }),
  v.object({ kind: v.literal('safe') }),
  v.object({ kind: v.literal('config') }),
  v.object({ kind: v.literal('helper'), name: v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/)) }),
]);
export type LoginMeans = v.InferOutput<typeof means>;

const loginWish = v.object({
  registry,
  username: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1000)),
  password: v.pipe(v.string(), v.nonEmpty(), v.maxLength(100_000)),
  means,
});
export type LoginWish = v.InferOutput<typeof loginWish>;

export const imagePlatform = v.object({
  os: v.string(),
  architecture: v.string(),
  /** '': none. */
  variant: v.string(),
  osVersion: v.string(),
  digest: v.string(),
  /** As it is stored, and pulled: compressed. null: it does not say. */
  sizeBytes: v.nullable(v.number()),
  layers: v.nullable(v.number()),
  /** ms since the epoch by its builder's clock. */
  created: v.nullable(v.number()),
});
export type ImagePlatform = v.InferOutput<typeof imagePlatform>;

const rateLimit = v.object({ limit: v.number(), remaining: v.number(), windowSeconds: v.number() });

export const imageDescription = v.object({
  /** Of what the tag means: a list of platforms, or the one image. */
  digest: v.string(),
  mediaType: v.string(),
  list: v.boolean(),
  platforms: v.array(imagePlatform),
  /** Platforms that are not listed. */
  more: v.number(),
  /** Pulls that are left, where the registry says so. */
  rateLimit: v.nullable(rateLimit),
});
export type ImageDescription = v.InferOutput<typeof imageDescription>;

const page = v.object({
  names: v.array(v.string()),
  /** What to ask the next page after; null: this is the last. */
  next: v.nullable(v.string()),
});
export type NamePage = v.InferOutput<typeof page>;

export const searchResult = v.object({
  name: v.string(),
  description: v.string(),
  stars: v.number(),
  official: v.boolean(),
});
export type SearchResult = v.InferOutput<typeof searchResult>;

const credentialErrors = { CREDENTIAL_FAULT: named.CREDENTIAL_FAULT };
const errors = { ...credentialErrors, REGISTRY_FAULT: named.REGISTRY_FAULT };
const imageName = v.pipe(v.string(), v.maxLength(1000));
const ofImage = v.object({ registry, repository, reference: v.union([tag, digest]) });

export const registries = {
  list: unary(v.void(), registryList, {}),
  /** `configured`: the helper that the CLI keeps it with; null: in clear. `helpers`: those on the PATH. `safe`: the host has a keychain. */
  storage: unary(
    v.object({ registry }),
    v.object({
      configured: v.nullable(v.string()),
      helpers: v.array(v.string()),
      configFile: v.string(),
      safe: v.boolean(),
    }),
    credentialErrors,
  ),
  /** Kept only once the registry has said yes. `by`: who asked it. */
  login: unary(loginWish, v.object({ by: v.picklist(['engine', 'slipway']) }), { ...engineErrors, ...errors }),
  /** From wherever it is kept. `had`: whether anybody was logged in. */
  logout: unary(v.object({ registry }), v.object({ had: v.boolean() }), credentialErrors),
  /** Into Slipway's own list, once it answers as a registry does. */
  add: unary(v.object({ registry }), v.void(), errors),
  /** From Slipway's own list. */
  forget: unary(v.object({ registry }), v.void(), {}),
  /** REGISTRY_FAULT `unsupported`, `unauthorized`, `forbidden` or `not-found` where it has no catalogue for this user. */
  repositories: unary(v.object({ registry, after }), page, errors),
  tags: unary(v.object({ registry, repository, after }), page, errors),
  describe: unary(ofImage, imageDescription, errors),
  /** For who types an image's name: what its registry has of it, the first page. Of what is no name: nothing. */
  tagsOf: unary(v.object({ name: imageName }), v.object({ tags: v.array(v.string()) }), errors),
  /** As `docker pull --platform` takes them. */
  platformsOf: unary(v.object({ name: imageName }), v.object({ platforms: v.array(v.string()) }), errors),
  /** Pulls that Docker Hub has left for who is logged in there; null: it says no limit. Asked on demand, and no pull itself. */
  hubQuota: unary(v.void(), v.object({ left: v.nullable(rateLimit) }), errors),
  /** The other tags that mean the same, and would go with it. `checked`: how many were looked at, `all`: whether that is all of them. */
  companions: unary(
    v.object({ registry, repository, digest }),
    v.object({ tags: v.array(v.string()), checked: v.number(), all: v.boolean() }),
    errors,
  ),
  remove: unary(v.object({ registry, repository, digest }), v.void(), errors),
  /** Docker Hub, as the engine finds it. */
  search: unary(
    v.object({ term: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200)) }),
    v.array(searchResult),
    { ...engineErrors, REGISTRY_FAULT: named.REGISTRY_FAULT },
  ),
} as const;
