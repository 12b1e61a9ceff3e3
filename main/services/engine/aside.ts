import type { Named } from './discovered';
import { createHttpClient } from './http';
import type { Outcome } from './ping';
import type { Answer } from './probe';
import { ConsentNeeded } from './selection-errors';
import { needsConsent } from './target';
import { createTransport } from './transport';
import { type AsideConnection, EngineError } from './types';
import { say } from '../../../texts/say';

export interface AsideParts {
  readonly consented: (url: string) => boolean;
  readonly probe: (engine: Named, signal: AbortSignal) => Promise<Outcome<Answer>>;
}

/** Rejects with ConsentNeeded, or EngineError `unreachable` with the reason in words. */
export async function openAside(
  engine: Named,
  { consented, probe }: AsideParts,
  closing: AbortSignal,
): Promise<AsideConnection> {
  const { key, name, url, reach } = engine;
  if ('failure' in reach) throw new EngineError('unreachable', reach.failure.reason);
  if (needsConsent(reach.target) && !consented(url)) throw new ConsentNeeded(url);
  // One that sleeps would not answer.
  await reach.target.power?.wake();
  const outcome = await probe(engine, closing);
  if (!outcome.ok) throw new EngineError('unreachable', outcome.failure.reason, null, outcome.failure.code);
  const transport = await createTransport(reach.target);
  const over = new AbortController();
  const client = createHttpClient(transport, outcome.value.negotiated, AbortSignal.any([closing, over.signal]));
  return {
    ...{ client, engine: { key, name }, version: outcome.value.version },
    close() {
      over.abort();
      client.retire(say('The connection was closed.'));
      transport.destroy();
    },
  };
}
