import { pullQuery, registryOf } from './image-name';
import { createTally, type Tally } from './layer-tally';
import { readSaid } from './said';
import { type EngineClient, EngineError, type EngineRequest } from './types';
import { withoutCredentials } from './without-credentials';
import { say } from '../../../texts/say';

/** The value of `X-Registry-Auth` for a registry (`docker.io`, `127.0.0.1:5000`); null: nothing is known to log in with. */
export type AuthFor = (registry: string) => Promise<string | null>;

export const noAuth: AuthFor = () => Promise.resolve(null);

export interface PullRequest {
  readonly reference: string;
  /** `linux/arm64`; '': the engine's own. */
  readonly platform: string;
}

/** Called after each message, with all that was told so far. */
export type OnTold = (tally: Tally) => void;

/** Pulls one image. Rejects with EngineError, whose words hold no credentials; an abort ends it. */
export type Pull = (request: PullRequest, onTold: OnTold, signal?: AbortSignal) => Promise<void>;

/** "{}": engines before API 1.42 take a push without it for a mistake. */
const EMPTY_AUTH = 'e30=';

/** Of an error told after the 200: it has no status of its own. */
const TOLD_LATE = 500;

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Without what the engine, or the registry behind it, may have repeated of a login. */
function clean(error: unknown, auth: string | null): unknown {
  if (!(error instanceof EngineError) || error.kind !== 'refused') return error;
  return new EngineError('refused', withoutCredentials(error.message, auth), error.status);
}

interface Reading {
  readonly client: EngineClient;
  readonly onTold: OnTold;
  readonly signal: AbortSignal | undefined;
}

/** The engine says 200 first, and what went wrong later. */
async function follow({ client, onTold, signal }: Reading, request: EngineRequest): Promise<void> {
  const answer = await client.stream({ ...request, timeoutMs: null, ...(signal && { signal }) });
  const tally = createTally();
  const failure = await readSaid(answer, (said) => {
    tally.take(said);
    onTold(tally);
  }).catch((error: unknown) => {
    throw new EngineError(signal?.aborted === true ? 'aborted' : 'unreachable', words(error));
  });
  if (signal?.aborted === true) throw new EngineError('aborted', say('It was cancelled.'));
  if (failure !== '') throw new EngineError('refused', failure, TOLD_LATE);
}

export const createPull =
  (client: EngineClient, authFor: AuthFor): Pull =>
  async ({ reference, platform }, onTold, signal) => {
    const auth = await authFor(registryOf(reference));
    const query = { ...pullQuery(reference), platform: platform === '' ? undefined : platform };
    const request = {
      method: 'POST',
      path: '/images/create',
      query,
      ...(auth !== null && { registryAuth: auth }),
    } as const;
    await follow({ client, onTold, signal }, request).catch((error: unknown) => {
      throw clean(error, auth);
    });
  };

/** As `createPull`, of one tag that the engine has. */
export const createPush =
  (client: EngineClient, authFor: AuthFor) =>
  async (reference: string, onTold: OnTold, signal: AbortSignal): Promise<void> => {
    const auth = await authFor(registryOf(reference));
    const { fromImage, tag } = pullQuery(reference);
    // Its slashes are the path's own.
    const path = `/images/${fromImage.split('/').map(encodeURIComponent).join('/')}/push`;
    const request = { method: 'POST', path, query: { tag }, registryAuth: auth ?? EMPTY_AUTH } as const;
    await follow({ client, onTold, signal }, request).catch((error: unknown) => {
      throw clean(error, auth);
    });
  };
