import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { StartSetRow } from '../../../contract/start-sets';
import type { RecordCommand } from '../../engine/noted';
import { connected, engineAt } from '../../engine/testing/engine-at';
import type { Engine } from '../../engine/types';
import { createStartSets, type StartSets } from '../start-sets';
import type { StartSetsOptions } from '../types';

export const IMAGE = 'slipway/busybox:1';

/** What is used of a dockerd of the test's own. */
interface Dockerd {
  readonly url: string;
  readonly docker: (...args: string[]) => Promise<string>;
}

export interface Bench {
  readonly sets: StartSets;
  readonly dir: string;
  /** What the command log has, without the engine's address. */
  readonly noted: string[];
  readonly logged: string[];
  /** A set's row as soon as it is as expected. */
  readonly row: (id: string, is: (row: StartSetRow) => boolean) => Promise<StartSetRow>;
  /** That of a run's end. */
  readonly ended: (id: string) => Promise<NonNullable<StartSetRow['run']>>;
  /** As far as that can be within one process: it does nothing any more. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Containers {
  watch: StartSetsOptions['containers'];
  close(): void;
}

export interface BenchOptions extends Pick<StartSetsOptions, 'onHold'> {
  readonly containers: (engine: Engine, record: RecordCommand) => Containers;
  readonly dir?: string;
}

const WAIT_MS = 20_000;

/** A Slipway of its own; a project is what has its label. Resolves once it is connected. */
export async function startBench({ url, docker }: Dockerd, options: BenchOptions): Promise<Bench> {
  const dir = options.dir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-sets-'));
  const engine = engineAt(url);
  const noted: string[] = [];
  const logged: string[] = [];
  const record = (command: string) => (outcome: string, message: string) =>
    void noted.push(`${command.replace(/^docker -H \S+ /, '')}: ${outcome} ${message}`.trim());
  const containers = options.containers(engine, record);
  const each = async (verb: string, key: string): Promise<void> => {
    const ids = await docker('ps', '-aq', '--filter', `label=com.docker.compose.project=${key}`);
    if (ids !== '') await docker(verb, ...ids.split('\n'));
  };
  const sets = await createStartSets({
    ...{ engine, record, dataDir: dir, log: (line) => void logged.push(line) },
    containers: (signal) => containers.watch(signal),
    projects: {
      nameOf: (key) => (key === 'unknown' ? null : key),
      start: (key) => each('start', key),
      stop: (key) => each('stop', key),
    },
    ...(options.onHold !== undefined && { onHold: options.onHold }),
  });
  await connected(engine);
  const row = (id: string, is: (row: StartSetRow) => boolean): Promise<StartSetRow> => rowAs(sets, id, is);
  return {
    ...{ sets, dir, noted, logged, row },
    async ended(id) {
      const { run } = await row(id, (one) => one.run !== null && one.run.state !== 'running');
      if (run === null) throw new Error('nothing ran');
      return run;
    },
    kill: () => engine.close(),
    async close() {
      await sets.close();
      containers.close();
      await engine.close();
    },
  };
}

async function rowAs(sets: StartSets, id: string, is: (row: StartSetRow) => boolean): Promise<StartSetRow> {
  const over = new AbortController();
  const late = setTimeout(() => over.abort(), WAIT_MS);
  let last: StartSetRow | undefined;
  try {
    for await (const change of sets.watch(over.signal)) {
      if (change.type === 'upsert') last = change.rows.find((row) => row.id === id) ?? last;
      if (last !== undefined && is(last)) return last;
    }
  } finally {
    clearTimeout(late);
    over.abort();
  }
  throw new Error(`not as expected, but ${JSON.stringify(last, null, 1)}`);
}
