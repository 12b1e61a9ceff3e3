import type { StopChange, StopFacts } from '../../../contract/stops';
import { connected, engineAt } from '../../engine/testing/engine-at';
import type { Engine } from '../../engine/types';
import { createStops, type Stops } from '../stops';

export const IMAGE = 'slipway/busybox:1';

/** What is used of a dockerd of the test's own. */
export interface Dockerd {
  readonly dir: string;
  readonly url: string;
  docker(...args: string[]): Promise<string>;
}

/** A dockerd, an engine connection, and what is told of a container. */
export interface Bench {
  readonly engine: Engine;
  readonly stops: Stops;
  readonly noted: string[];
  /** The facts of a container as soon as they are as expected. */
  facts(name: string, is: (facts: StopFacts) => boolean, ms?: number): Promise<StopFacts>;
  /** The docker CLI, whatever it answers. */
  docker(...args: string[]): Promise<string>;
  close(): Promise<void>;
}

export async function startBench(dockerd: Dockerd): Promise<Bench> {
  const engine = engineAt(dockerd.url);
  const noted: string[] = [];
  const record = (command: string) => (outcome: string, message: string) =>
    void noted.push(`${command.replace(/^docker -H \S+ /, '')}: ${outcome} ${message}`.trim());
  const stops = createStops({ engine, record });
  await connected(engine);
  const docker = (...args: string[]): Promise<string> => dockerd.docker(...args).catch(String);
  return {
    ...{ engine, stops, noted, docker },
    facts: async (name, is, ms = 10_000) => {
      const id = await dockerd.docker('inspect', '-f', '{{.Id}}', name);
      return factsAs(stops, id, is, ms);
    },
    close: async () => {
      stops.close();
      await engine.close();
    },
  };
}

/** Resolves when it is; within a minute at most, as tests are. */
async function factsAs(stops: Stops, id: string, is: (facts: StopFacts) => boolean, ms: number): Promise<StopFacts> {
  const over = new AbortController();
  const late = setTimeout(() => over.abort(), ms);
  let last: StopChange | null = null;
  try {
    for await (const change of stops.watch(id, over.signal)) {
      last = change;
      if (change.type === 'facts' && is(change.facts)) return change.facts;
    }
  } finally {
    clearTimeout(late);
    over.abort();
  }
  throw new Error(`not as expected within ${String(ms)} ms, but ${JSON.stringify(last, null, 1)}`);
}
