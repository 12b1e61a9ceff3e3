import { type Dockerd, importBusybox, startDockerd } from '../../testing/dockerd.mjs';
import { raw } from '../../testing/raw-request.mjs';

const IN_FLIGHT = 4;

export async function createContainers(engine: Dockerd, count: number): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const name = `bench-${String(next++).padStart(5, '0')}`;
      await raw(engine.socket, 'POST', `/containers/create?name=${name}`, {
        Image: 'slipway/busybox:1',
        Cmd: ['sleep', '1000'],
        Labels: { 'com.docker.compose.project': `project-${String(next % 40)}`, tier: 'bench' },
      });
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

/** Running and idle; an init that hears signals, so that they end at once. */
export async function runContainers(engine: Dockerd, count: number): Promise<void> {
  for (let index = 0; index < count; index++)
    await engine.docker(
      'run',
      '-d',
      '--init',
      '--name',
      `idle-${String(index)}`,
      'slipway/busybox:1',
      'sleep',
      '100000',
    );
}

export async function withEngine(work: (engine: Dockerd) => Promise<void>): Promise<void> {
  const engine = await startDockerd({ onDisk: true });
  try {
    await importBusybox(engine.url);
    await work(engine);
  } finally {
    await engine.remove();
  }
}
