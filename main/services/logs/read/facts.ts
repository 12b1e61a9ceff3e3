import * as v from 'valibot';
import type { EngineClient } from '../../engine/types';

/** What has to be known of a container to read its log. */
export interface LogFacts {
  readonly id: string;
  readonly name: string;
  readonly tty: boolean;
  readonly driver: string;
  /** Whether the engine throws the oldest lines away while the container runs. */
  readonly rotates: boolean;
  /** Whether anything can still be printed. */
  readonly running: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

const text = v.fallback(v.string(), '');
const inspected = v.object({
  Id: text,
  Name: text,
  Config: v.object({
    Tty: v.fallback(v.boolean(), false),
    Labels: v.fallback(v.nullable(v.record(v.string(), v.string())), null),
  }),
  State: v.object({
    Running: v.fallback(v.boolean(), false),
    Paused: v.fallback(v.boolean(), false),
    Restarting: v.fallback(v.boolean(), false),
  }),
  HostConfig: v.fallback(
    v.object({
      LogConfig: v.object({ Type: text, Config: v.fallback(v.nullable(v.record(v.string(), v.string())), null) }),
    }),
    { LogConfig: { Type: '', Config: null } },
  ),
});

/** `/containers/{id}/json`. Throws EngineError. */
export async function readFacts(client: EngineClient, id: string, signal: AbortSignal): Promise<LogFacts> {
  const path = `/containers/${encodeURIComponent(id)}/json`;
  const answer = v.parse(inspected, await client.json({ method: 'GET', path, signal }));
  const { Id, Name, Config, State, HostConfig } = answer;
  return {
    id: Id,
    name: Name.replace(/^\//, ''),
    tty: Config.Tty,
    driver: HostConfig.LogConfig.Type,
    // `local` does so unless it is told not to, the others only when they are told to.
    rotates: HostConfig.LogConfig.Type === 'local' || HostConfig.LogConfig.Config?.['max-size'] !== undefined,
    running: State.Running || State.Restarting,
    labels: Config.Labels ?? {},
  };
}
