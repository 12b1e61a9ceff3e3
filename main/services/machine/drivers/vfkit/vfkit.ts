import fs from 'node:fs/promises';
import { DriverError, type Capabilities, type Driver } from '../../driver';
import { socketsOf, vfkitArguments } from './arguments';
import { createForwarder, type Forwarder } from './forwarder';
import { checkKernel } from './kernel';
import type { Timeouts } from './launch';
import { createLife, type Life } from './life';
import { findPrograms, usualPrograms, type Candidates, type Programs } from './programs';
import { createListeners } from '../support/listeners';
import { tail } from '../support/tail';
import { createMeter, type Meter } from './use';
import { changePower, connectAgent, containerRules, growDisk, runningOf, startMachine, stopMachine } from './verbs';

export interface VfkitOptions {
  /** The machine's own folder, as in MachineSpec. */
  readonly dir: string;
  /**
   * For the sockets: a path of at most 80 bytes of letters, digits, `.`, `_`, `-` and `/`, the same at every start. The
   * place for applications' data on macOS has a space in it and will not do.
   */
  readonly socketDir: string;
  readonly programs?: Candidates;
  readonly lsof?: string;
  readonly timeouts?: Partial<Timeouts>;
}

const usualTimeouts: Timeouts = { networkMs: 10_000, startMs: 30_000, answerMs: 5_000 };

const capabilities: Capabilities = {
  pause: true,
  liveMemory: false,
  // Virtualization.framework's balloon reports no free pages, and vfkit cannot set it.
  memoryGivenBack: false,
  liveCpus: false,
  liveDiskGrowth: false,
  // As users of Virtualization.framework report; what the disk's file takes is measured, not believed.
  discard: true,
  shares: 'virtiofs',
  // The guest mounts them so; the host does not enforce it.
  readOnlyShares: false,
  liveShares: false,
  forwards: ['tcp', 'udp'],
  ownForwards: false,
};

/**
 * A machine by macOS's Virtualization.framework: vfkit runs it, gvproxy is its network. Written from the documentation and
 * the sources of vfkit 0.6 and gvproxy 0.8, and tested against stand-ins for both: IT HAS NOT BEEN RUN ON A MAC.
 *
 * The guest's network is VFKIT_NETWORK, its shares are virtiofs by the tags `share0`, `share1` ..., its agent listens on a
 * vsock port, its console is hvc0. A full disk of the host is not told apart: the guest sees an error of its disk.
 */
export function createVfkitDriver(options: VfkitOptions): Driver {
  const { dir, socketDir, lsof = 'lsof' } = options;
  const timeouts = { ...usualTimeouts, ...options.timeouts };
  const listeners = createListeners();
  const life = createLife({ dir, socketDir, answerMs: timeouts.answerMs, listeners });
  return {
    name: 'vfkit',
    capabilities,
    ...lifeVerbs(life, options.programs ?? usualPrograms, timeouts),
    ...networkVerbs(life, createForwarder(life.paths.forwarder, timeouts.answerMs), createMeter(lsof)),
    share: () =>
      Promise.reject(new DriverError('unsupported', 'Folders are shared from the next start of the machine.')),
    // The guest's discards have already done all there is to do.
    compact: () => Promise.resolve(0),
    async delete() {
      await life.end(0);
      const { console, vfkitLog, gvproxyLog } = life.paths;
      for (const file of [console, vfkitLog, gvproxyLog, ...socketsOf(life.paths)]) await fs.rm(file, { force: true });
    },
    agent: async () => (await runningOf(life), connectAgent(life.paths.agent)),
    console: (maxBytes) => tail(life.paths.console, maxBytes),
    onEvent: (listener) => listeners.add(listener),
    close: () => life.unwatch(),
  };
}

type LifeVerbs = 'check' | 'create' | 'start' | 'stop' | 'kill' | 'pause' | 'resume' | 'status' | 'resize';

function lifeVerbs(life: Life, candidates: Candidates, timeouts: Timeouts): Pick<Driver, LifeVerbs> {
  let programs: Programs | null = null;
  const find = async (): Promise<Programs> => (programs ??= await findPrograms(candidates));
  let dataDisk: string | null = null;
  return {
    async check() {
      programs = null;
      await find();
    },
    async create(spec) {
      vfkitArguments(spec, life.paths);
      await checkKernel(spec.image);
      dataDisk = spec.dataDisk;
    },
    async start(spec, signal, progress) {
      dataDisk = spec.dataDisk;
      await startMachine(life, spec, async () => ({ programs: await find(), timeouts, signal, progress }));
    },
    stop: (timeoutMs) => stopMachine(life, timeoutMs),
    kill: () => life.end(0),
    pause: () => changePower(life, 'Pause', 'paused'),
    resume: () => changePower(life, 'Resume', 'running'),
    status: () => life.status(),
    // CPUs and memory are in the next start's MachineSpec. A disk in use must not change under the hypervisor.
    async resize({ diskBytes }) {
      if (diskBytes === undefined || dataDisk === null || (await life.running()) !== null) return;
      await growDisk(dataDisk, diskBytes);
    },
  };
}

type NetworkVerbs = 'forward' | 'unforward' | 'forwards' | 'use';

function networkVerbs(life: Life, forwarder: Forwarder, meter: Meter): Pick<Driver, NetworkVerbs> {
  return {
    async forward(rule) {
      await runningOf(life);
      await forwarder.expose(rule);
    },
    async unforward(rule) {
      if ((await life.running()) !== null) await forwarder.unexpose(rule);
    },
    forwards: async () => containerRules(forwarder, await life.running()),
    async use() {
      const running = await life.running();
      return running === null ? null : meter.read([running.vfkit.pid, running.gvproxy.pid], running.dataDisk);
    },
  };
}
