import fs from 'node:fs/promises';
import path from 'node:path';
import { connectTo } from './endpoint';
import { checkSocketPaths } from './endpoints';
import { createEvents } from './events';
import { createForwards } from './forwards';
import { createLife } from './life';
import { FILES } from './names';
import type { QemuOptions } from './options';
import { createPower } from './power';
import { findProgram } from './program';
import { createResources } from './resources';
import { mustRun } from './running';
import { logTail } from './text-files';
import { DriverError, type Capabilities, type Driver, type MachineSpec } from '../../driver';
import { say } from '../../../../../texts/say';

const AGENT_MS = 5_000;

export const qemuCapabilities = (platform: NodeJS.Platform): Capabilities => ({
  ...{ pause: true, liveMemory: true, liveCpus: false, liveDiskGrowth: true, liveShares: false, ownForwards: false },
  // Elsewhere the pages that the guest reports free stay with QEMU.
  memoryGivenBack: platform === 'linux',
  // QEMU for Windows punches no holes, and has no 9p.
  discard: platform !== 'win32',
  shares: platform === 'win32' ? 'none' : '9p',
  readOnlyShares: platform !== 'win32',
  forwards: ['tcp', 'udp'],
});

async function prepare(
  { dir, image, dataDisk, configDisk, shares }: MachineSpec,
  platform: NodeJS.Platform,
): Promise<void> {
  checkSocketPaths(dir, platform);
  await fs.mkdir(dir, { recursive: true, mode: 0o700 });
  await fs.chmod(dir, 0o700);
  if (shares.length > 0 && platform === 'win32') {
    throw new DriverError('unsupported', say('QEMU for Windows cannot share folders.'));
  }
  for (const file of [image.kernel, image.initramfs, image.root, dataDisk, configDisk]) {
    await fs.access(file).catch(() => {
      throw new DriverError('failed', say('The machine’s file {file} is missing.', { file }));
    });
  }
}

/**
 * One machine in QEMU. Several drivers, also of several processes, may look after the same folder: whoever starts first
 * starts it, the others adopt it. `resize` of the disk works while it runs (a stopped one's file is the caller's to grow).
 */
export function createQemuDriver(options: QemuOptions): Driver {
  const { dir, platform, arch, env, qemuPath } = options;
  const events = createEvents(dir, options.log);
  const life = createLife(options, events);
  return {
    name: 'qemu',
    capabilities: qemuCapabilities(platform),
    check: async () => {
      await findProgram({ platform, arch, env, qemuPath });
      checkSocketPaths(dir, platform);
    },
    create: (spec) => prepare(spec, platform),
    start: async (spec, signal, progress) => {
      await prepare(spec, platform);
      await life.start(spec, signal, progress);
    },
    stop: life.stop,
    kill: life.kill,
    ...createPower(dir, events),
    ...createForwards(dir),
    ...createResources(dir),
    delete: async () => {
      await life.kill();
      const names = Object.values(FILES).flatMap((name) => [name, `${name}.1`]);
      await Promise.all(names.map((name) => fs.rm(path.join(dir, name), { force: true })));
    },
    agent: async () => {
      const { endpoints } = await mustRun(dir);
      return connectTo(endpoints.agent, AbortSignal.timeout(AGENT_MS)).catch((error: unknown) => {
        throw new DriverError('timeout', say('The guest agent’s port does not answer.'), null, String(error));
      });
    },
    console: (maxBytes) => logTail(path.join(dir, FILES.console), maxBytes),
    onEvent: events.onEvent,
    close: events.close,
  };
}
