import { containerPath } from '../engine/container-path';
import { list, record, text } from '../engine/loose';
import { EngineError, type EngineClient } from '../engine/types';
import type { CreateRequest, NetworkConnect } from './create-request';
import { say } from '../../../texts/say';

/** Setting up layers and volumes on a busy disk takes its time. */
const SLOW_MS = 120_000;

export interface Created {
  readonly id: string;
  /** The engine's own words, hostile. */
  readonly warnings: readonly string[];
}

/** The address is said in both places on purpose: each generation of engines reads one of them. */
const isOurs = (warning: string): boolean => /container-wide MacAddress/i.test(warning);

/** The engine takes a container's wish for a network that is not there, and tells only when it starts. */
const look = (client: EngineClient, { network }: NetworkConnect): Promise<unknown> =>
  client.json({ method: 'GET', path: `/networks/${encodeURIComponent(network)}` });

async function connect(client: EngineClient, id: string, { network, endpoint }: NetworkConnect): Promise<void> {
  const path = `/networks/${encodeURIComponent(network)}/connect`;
  const body = { Container: id, EndpointConfig: endpoint };
  await client.json({ method: 'POST', path, body, timeoutMs: SLOW_MS });
}

/** Rejects with what went wrong, and says so when the half-made container could not be taken away. */
async function undo(client: EngineClient, id: string, network: string, error: unknown): Promise<never> {
  const undone = await client
    .json({ method: 'DELETE', path: containerPath(id), query: { force: true, v: true }, timeoutMs: SLOW_MS })
    .then(() => '')
    .catch(() => say('; the half-made container {id} is left, as it could not be removed', { id }));
  if (!(error instanceof EngineError)) throw error;
  throw new EngineError(error.kind, `network ${network}: ${error.message}${undone}`, error.status, error.code);
}

/**
 * Makes a container and connects it to all its networks; all or nothing. Rejects with EngineError; an abort takes what was
 * made away again.
 */
export async function createContainer(
  client: EngineClient,
  request: CreateRequest,
  signal?: AbortSignal,
): Promise<Created> {
  const { query, body, connects } = request;
  const path = '/containers/create';
  for (const each of connects) await look(client, each);
  // Not by the signal: an answer that is not read would leave a container that nobody knows of.
  const answer = record(await client.json({ method: 'POST', path, query, body, timeoutMs: SLOW_MS }));
  const id = text(answer.Id);
  if (id === '') throw new EngineError('malformed', say('the engine made a container and did not say which'));
  for (const each of connects) {
    if (signal?.aborted === true)
      await undo(client, id, each.network, new EngineError('aborted', say('it was called off')));
    await connect(client, id, each).catch((error: unknown) => undo(client, id, each.network, error));
  }
  const warnings = list(answer.Warnings).map(text);
  return { id, warnings: warnings.filter((warning) => warning !== '' && !isOurs(warning)) };
}
