// How long a container does not answer while it is recreated, against `docker stop && docker run` of the same, by turns.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Dockerd } from '../testing/dockerd.mjs';
import { connected, engineAt } from '../main/services/engine/testing/engine-at';
import { createPull, noAuth } from '../main/services/engine/pull';
import { createRecreate, type Recreate } from '../main/services/recreate/recreate';
import { withEngine } from './lib/engine';
import { downtime } from './lib/downtime';
import { median, report, round } from './lib/figures';

const ROUNDS = 10;
const PORT = 8099;
// busybox's server ends on its signal at once, so that the stop itself takes no time of its own.
const SERVE = ['httpd', '-f', '-p', '80'];
const options = (name: string): readonly string[] => ['--name', name, '-p', `${String(PORT)}:80`, '-v', 'bench:/data'];

const noTransfers = (): never => {
  throw new Error('nothing is transferred here');
};

async function recreated(recreate: Recreate, engine: Dockerd, turn: number): Promise<void> {
  const { id, revision, spec } = await recreate.read(await engine.docker('inspect', '-f', '{{.Id}}', 'web'));
  const env = [...spec.env.filter(({ name }) => name !== 'TURN'), { name: 'TURN', value: String(turn) }];
  const wish = { id, revision, spec: { ...spec, env }, automatic: true, graceSeconds: 0, pull: false };
  for await (const item of recreate.run(wish, new AbortController().signal))
    if (item.type === 'failed') throw new Error(item.message);
  await recreate.letGo(id);
}

await withEngine(async (engine) => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-bench-'));
  const connection = engineAt(engine.url);
  const recreate = createRecreate({
    ...{ engine: connection, record: () => () => undefined, log: () => undefined, dir },
    pull: createPull(connection.client, noAuth),
    transfers: { download: noTransfers, upload: noTransfers },
  });
  await connected(connection);
  await engine.docker('run', '-d', ...options('web'), 'slipway/busybox:1', ...SERVE);
  const ours: number[] = [];
  const theirs: number[] = [];
  const at = { pid: engine.pid(), port: PORT };
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    ours.push(await downtime(at, () => recreated(recreate, engine, turn)));
    theirs.push(
      await downtime(at, async () => {
        await engine.docker('stop', 'web');
        await engine.docker('run', '-d', ...options('next'), 'slipway/busybox:1', ...SERVE);
      }),
    );
    await engine.docker('rm', 'web');
    await engine.docker('rename', 'next', 'web');
  }
  recreate.close();
  await connection.close();
  fs.rmSync(dir, { recursive: true, force: true });
  const ratio = median(ours) / median(theirs);
  const value = `${String(round(ratio))} x (${String(round(median(ours), 0))} ms, docker ${String(round(median(theirs), 0))} ms)`;
  report('downtime of a recreation against docker stop && docker run', value, '<= 1.3 x', ratio <= 1.3);
});
