import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'valibot';
import { type MachineSettings, machineSettings } from '../../main/contract/machine';
import { driverFor } from '../../main/services/machine/drivers/for-system';
import { machinePaths } from '../../main/services/machine/life/paths';
import { createMachine } from '../../main/services/machine/machine';
import type { Machine } from '../../main/services/machine/types';
import { dockerCli, until } from '../../testing/dockerd.mjs';
import { ended } from './vm-endings';

export const WELCOME = 'slipway/welcome:latest';

const CHECKOUT = path.resolve(import.meta.dirname, '../..');
const WELCOME_MS = 120_000;
/** Of the machine's own log, told when a bench fails. */
const LOG_LINES = 20;

/** Slipway's own machine in a folder of its own, never put to sleep by itself. */
export interface Vm {
  readonly dir: string;
  /** Shared with the guest. */
  readonly home: string;
  readonly machine: Machine;
  /** The private socket, for whoever speaks the engine's API. */
  readonly socket: string;
  /** The CLI as any other program of the user: by the private socket. */
  docker(...args: string[]): Promise<string>;
  qemuPid(): number;
  /** All that QEMU was started with, its program first. */
  qemuArgs(): readonly string[];
}

const pathsOf = (dir: string) => ({ home: path.join(dir, 'home'), ...machinePaths(dir) });

/** The machine of that folder as a Slipway has it; one that runs is taken over. */
export function openMachine(dir: string, given: Partial<MachineSettings>, log: (line: string) => void): Machine {
  const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const { platform } = process;
  // A user's own configuration of the CLI stays as it is.
  const env = { ...process.env, DOCKER_CONFIG: undefined };
  const paths = pathsOf(dir);
  let settings = parse(machineSettings, { memoryMiB: 2048, diskGiB: 16, sleepAfterMinutes: 0, ...given });
  return createMachine({
    ...{ dataDir: dir, homeDir: paths.home, env, platform, arch, user: 'bench', checkout: CHECKOUT, log },
    driver: driverFor({ dir: paths.driver, homeDir: paths.home, platform, arch, env, log }),
    settings: () => settings,
    saveSettings: (next) => {
      settings = next;
      return Promise.resolve();
    },
    onEngine: () => undefined,
  });
}

/** What a start left behind for those who come later; null: nothing. */
export function readRecord(dir: string): { readonly file: string; readonly pid: number } | null {
  const file = path.join(pathsOf(dir).driver, 'qemu.json');
  const pid = fs.existsSync(file) ? /"pid":\s*(\d+)/.exec(fs.readFileSync(file, 'utf8'))?.[1] : undefined;
  return pid === undefined ? null : { file, pid: Number(pid) };
}

export const waitForWelcome = (vm: Vm): Promise<void> =>
  until(async () => (await vm.docker('images', '-q', WELCOME)) !== '', WELCOME_MS, 'the welcome image is there');

/** A folder for a machine, not yet started; it and the machine in it are gone afterwards. */
export async function withVmDir(work: (dir: string) => Promise<void>): Promise<void> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-bench-vm-'));
  fs.mkdirSync(pathsOf(dir).home);
  const remove = async (): Promise<void> => {
    const last = openMachine(dir, {}, () => undefined);
    await last.kill().finally(() => last.close());
    fs.rmSync(dir, { recursive: true, force: true });
  };
  await ended(remove, () => work(dir));
}

/** A machine that has not been started; ended and removed with all that is in it when `work` is over. */
export const withVm = (work: (vm: Vm) => Promise<void>, settings: Partial<MachineSettings> = {}): Promise<void> =>
  withVmDir((dir) => {
    const lines: string[] = [];
    const machine = openMachine(dir, settings, (line) => void lines.push(line));
    const { home } = pathsOf(dir);
    const pid = (): number => readRecord(dir)?.pid ?? 0;
    const url = machine.state().socketUrl;
    const vm: Vm = {
      ...{ dir, home, machine, socket: url.replace(/^unix:\/\//, '') },
      docker: (...args) => dockerCli(url, ['--config', path.join(home, '.docker'), ...args]),
      qemuPid: pid,
      qemuArgs: () =>
        fs
          .readFileSync(`/proc/${String(pid())}/cmdline`, 'utf8')
          .split('\0')
          .slice(0, -1),
    };
    const kill = (): Promise<void> => machine.kill().finally(() => machine.close());
    return ended(kill, () =>
      work(vm).catch((error: unknown) => {
        process.stderr.write(`${lines.slice(-LOG_LINES).join('\n')}\n`);
        throw error;
      }),
    );
  });
