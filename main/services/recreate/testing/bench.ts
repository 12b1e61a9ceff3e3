import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Edited, RecreateProgress } from '../../../contract/recreate';
import type { ContainerSpec } from '../../../contract/spec';
import { createPull, noAuth } from '../../engine/pull';
import { connected, engineAt } from '../../engine/testing/engine-at';
import type { Engine } from '../../engine/types';
import type { TransferTicket } from '../../../contract/transfers';
import type { DownloadOffer } from '../../shell/transfers';
import { createRecreate, type Recreate } from '../recreate';
import type { Step } from '../work';

export const IMAGE = 'slipway/busybox:1';

/** What is used of a dockerd of the test's own. */
export interface Dockerd {
  readonly url: string;
  docker(...args: string[]): Promise<string>;
}

export interface Bench {
  readonly engine: Engine;
  readonly recreate: Recreate;
  readonly dir: string;
  readonly noted: string[];
  /** What was offered for download. */
  readonly offers: readonly DownloadOffer[];
  read(name: string): Promise<Edited>;
  /** Runs an edit to its end. */
  edit(name: string, change: (spec: ContainerSpec) => ContainerSpec, how?: Partial<How>): Promise<RecreateProgress[]>;
  close(): Promise<void>;
}

export interface How {
  readonly automatic: boolean;
  readonly graceSeconds: number;
  readonly revision: string;
}

export interface BenchOptions {
  readonly dir?: string;
  readonly onStep?: (step: Step) => Promise<void>;
  /** Whether this Slipway is one that has ended, to the next. */
  readonly dead?: boolean;
}

const DEAD = { pid: 2 ** 30, startTime: 'x', executable: 'x' };

/** A Slipway of its own. Resolves once it is connected. */
export async function startBench(dockerd: Dockerd, options: BenchOptions = {}): Promise<Bench> {
  const dir = options.dir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-recreate-'));
  const engine = engineAt(dockerd.url);
  const noted: string[] = [];
  const record = (command: string) => (outcome: string, message: string) =>
    void noted.push(`${command.replace(/^docker -H \S+ /, '')}: ${outcome} ${message}`.trim());
  const no = (): never => {
    throw new Error('nothing is uploaded here');
  };
  const offers: DownloadOffer[] = [];
  const download = (offer: DownloadOffer): TransferTicket => {
    offers.push(offer);
    return { id: '', url: '' };
  };
  const recreate = createRecreate({
    ...{
      engine,
      record,
      pull: createPull(engine.client, noAuth),
      dir,
      log: () => undefined,
      transfers: { download, upload: no },
    },
    ...(options.onStep !== undefined && { onStep: options.onStep }),
    ...(options.dead === true && { owner: DEAD }),
  });
  await connected(engine);
  const read = async (name: string): Promise<Edited> =>
    recreate.read(await dockerd.docker('inspect', '-f', '{{.Id}}', name));
  return {
    ...{ engine, recreate, dir, noted, offers, read },
    async edit(name, change, how = {}) {
      const { id, revision, spec } = await read(name);
      const wish = { id, revision, spec: change(spec), automatic: true, graceSeconds: 0.3, pull: false, ...how };
      const told: RecreateProgress[] = [];
      for await (const item of recreate.run(wish, new AbortController().signal)) told.push(item);
      return told;
    },
    async close() {
      recreate.close();
      await engine.close();
    },
  };
}
