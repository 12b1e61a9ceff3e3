import { type Auth, secretsOf } from '../credentials/auth';
import { parseChallenges } from './challenge';
import { answerToFault } from './classify';
import type { Answer } from './exchange';
import { basic, fetchToken } from './token';
import { createTransport, type Wish } from './transport';
import type { Trust } from './trust';

export interface SessionOptions {
  readonly registry: string;
  readonly auth: Auth | null;
  readonly trust: Trust;
  /** Of one request, from its beginning to the end of its answer. Default 20,000 ms. */
  readonly timeoutMs?: number;
}

/** Statuses from 200 to 299 only. Rejects with RegistryFault, or the signal's reason. */
export type AskRegistry = (wish: Wish, signal: AbortSignal) => Promise<Answer>;

const TIMEOUT_MS = 20_000;

/** Requests to one registry as one user, in whichever way it wants to be convinced. */
export function createSession({ registry, auth, trust, timeoutMs = TIMEOUT_MS }: SessionOptions): AskRegistry {
  /** By what they are for. */
  const authorizations = new Map<string, string>();
  const secrets = (): readonly string[] => [
    ...(auth === null ? [] : secretsOf(auth)),
    ...[...authorizations.values()].map((value) => value.replace(/^\w+ /, '')),
  ];
  const transport = createTransport({ registry, trust, timeoutMs, secrets });

  /** null: there is nothing that could convince it. */
  const authorize = async (answer: Answer, scope: string, signal: AbortSignal): Promise<string | null> => {
    const challenges = parseChallenges(answer.headers['www-authenticate'] ?? '');
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    if (bearer !== undefined) {
      const ground = { trust, timeoutMs, signal };
      return `Bearer ${await fetchToken({ registry, auth, challenge: bearer, scope, ground, plain: transport.plain() })}`;
    }
    const wanted = challenges.some(({ scheme }) => scheme === 'basic');
    return wanted && auth?.identityToken === '' ? basic(auth) : null;
  };

  return async (wish, signal) => {
    const { scope } = wish;
    let answer = await transport.send(wish, authorizations.get(scope), signal);
    // A token lasts some minutes: whatever we had is worth nothing any more.
    const authorization = answer.status === 401 ? await authorize(answer, scope, signal) : null;
    if (authorization !== null) {
      authorizations.set(scope, authorization);
      answer = await transport.send(wish, authorization, signal);
    }
    if (answer.status < 200 || answer.status >= 300) throw answerToFault(answer, registry, secrets());
    return answer;
  };
}
