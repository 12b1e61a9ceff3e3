import { containerPath } from '../../engine/container-path';
import { number, record, text } from '../../engine/loose';
import { noted } from '../../engine/noted';
import { type EngineClient, EngineError } from '../../engine/types';
import type { StartSetsOptions } from '../types';

/** A restart policy, as the engine says it. */
export interface Policy {
  readonly Name: string;
  readonly MaximumRetryCount: number;
}

/**
 * What holds a container back. Seen on a real engine, stopped and killed: at its start it starts what has `always` or `unless-stopped`,
 * and what has `on-failure` and ended with another code than 0, as a process does that is killed.
 */
export const HELD: Policy = { Name: 'no', MaximumRetryCount: 0 };

const BY_ITSELF: ReadonlySet<string> = new Set(['always', 'unless-stopped']);

/** Whether the engine starts it at its own start, whatever it ended with. */
export const startsByItself = ({ Name }: Policy): boolean => BY_ITSELF.has(Name);

export const isSamePolicy = (a: Policy, b: Policy): boolean =>
  a.Name === b.Name && a.MaximumRetryCount === b.MaximumRetryCount;

/** An edit's mark on what it put in place of another container, as in `recreate`. */
const RECREATED = 'io.slipway.recreate';
/** What an edit keeps of the old one. */
const KEPT_NAME = /-slipway-old-\d+$/;

export interface Held {
  readonly id: string;
  readonly name: string;
  readonly policy: Policy;
  /** It took another one's place by an edit. */
  readonly recreated: boolean;
  /** It is what an edit keeps of the old one. */
  readonly kept: boolean;
}

/** null: it is gone. Rejects with EngineError. */
export async function readHeld(client: EngineClient, id: string, signal: AbortSignal): Promise<Held | null> {
  try {
    const raw = record(await client.json({ method: 'GET', path: containerPath(id, 'json'), signal }));
    const { Name, MaximumRetryCount } = record(record(raw.HostConfig).RestartPolicy);
    const name = text(raw.Name).replace(/^\//, '');
    return {
      ...{ id, name, kept: KEPT_NAME.test(name) },
      policy: { Name: text(Name) || HELD.Name, MaximumRetryCount: number(MaximumRetryCount) ?? 0 },
      recreated: Object.hasOwn(record(record(raw.Config).Labels), RECREATED),
    };
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return null;
    throw error;
  }
}

const word = ({ Name, MaximumRetryCount }: Policy): string =>
  Name === 'on-failure' && MaximumRetryCount > 0 ? `${Name}:${String(MaximumRetryCount)}` : Name;

/** Rejects with EngineError. */
export async function setPolicy(
  acting: Pick<StartSetsOptions, 'engine' | 'record'>,
  client: EngineClient,
  { id, name }: Pick<Held, 'id' | 'name'>,
  policy: Policy,
): Promise<void> {
  const request = { method: 'POST', path: containerPath(id, 'update'), body: { RestartPolicy: policy } } as const;
  await noted(acting, ['update', '--restart', word(policy), name], () => client.json(request));
}
