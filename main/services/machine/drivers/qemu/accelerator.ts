import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { ProcessError } from '../../../process/process-error';
import { run } from '../../../process/run';
import type { GuestArch } from '../../driver';
import { type Accelerator, fastAccelerator, machineTypeArgs } from './machine-type';
import { FILES } from './names';
import { PROBE_GUESTS } from './probe-guest';
import type { Program } from './program';
import { remarkFor, type Obstacle } from './remark';
import { say } from '../../../../../texts/say';

/** Under emulation, the slowest, it takes 0.2 s; the rest is for a machine under load. */
const PROBE_MS = 4_000;
const KVM = '/dev/kvm';
/** The firmware and its tables need some; nothing else runs there. */
const MEMORY_MIB = 128;
/** What a "no" is good for: its cause may have gone without a trace in the versions. */
const NO_LASTS_MS = 7 * 86_400_000;

export interface Probe {
  readonly program: string;
  readonly accelerator: Accelerator;
  readonly arch: GuestArch;
  /** A folder for the guest's file. */
  readonly dir: string;
  readonly signal?: AbortSignal;
  /** Instead of the machine's own. */
  readonly typeArgs?: readonly string[];
}

/** The accelerator ran a guest to its end (null), or why not. */
export async function probeAccelerator(probe: Probe): Promise<Obstacle | null> {
  const { program, accelerator, arch, dir, signal, typeArgs = machineTypeArgs(accelerator, arch) } = probe;
  const guest = PROBE_GUESTS[arch];
  const file = path.join(dir, `probe-${randomUUID().slice(0, 8)}.img`);
  try {
    await fs.writeFile(file, guest.bytes, { mode: 0o600 });
    const args = [...typeArgs, '-no-reboot', '-m', `size=${String(MEMORY_MIB)}M`, ...guest.args(file)];
    const {
      code,
      signal: by,
      stdout,
      stderr,
    } = await run(program, args, {
      timeoutMs: PROBE_MS,
      ...(signal !== undefined && { signal }),
    });
    if (code === guest.exitCode && stdout.includes(guest.output)) return null;
    const busy = /Device or resource busy|EBUSY/i.test(stderr);
    return { kind: busy ? 'busy' : 'failed', detail: stderr.trim() || `it ended with ${String(code ?? by)}` };
  } catch (error) {
    if (error instanceof ProcessError && error.kind === 'timeout')
      return { kind: 'hangs', detail: error.stderr.trim() };
    signal?.throwIfAborted();
    return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    await fs.rm(file, { force: true });
  }
}

const verdict = v.object({
  key: v.string(),
  askedAt: v.number(),
  obstacle: v.nullable(v.object({ kind: v.picklist(['hangs', 'failed']), detail: v.string() })),
});
type Verdict = v.InferOutput<typeof verdict>;

const recall = async (file: string, key: string, now: number): Promise<Verdict | null> => {
  try {
    const found = v.parse(verdict, JSON.parse(await fs.readFile(file, 'utf8')));
    const lasts = found.obstacle === null || now - found.askedAt < NO_LASTS_MS;
    return found.key === key && lasts ? found : null;
  } catch {
    return null;
  }
};

/** Whether the device is there and ours: asked anew each time, since the answer costs nothing and changes with a group. */
export async function kvmObstacle(device: string): Promise<Obstacle | null> {
  try {
    await (await fs.open(device, 'r+')).close();
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const detail = error instanceof Error ? error.message : '';
    if (code === 'ENOENT' || code === 'ENODEV' || code === 'ENXIO') return { kind: 'missing', detail };
    return { kind: code === 'EBUSY' ? 'busy' : 'forbidden', detail };
  }
}

export interface Choice {
  readonly accelerator: Accelerator;
  /** For the user: why it is the slow one, and what to do. */
  readonly remark: string | null;
}

export interface Question {
  readonly dir: string;
  readonly program: Program;
  readonly platform: NodeJS.Platform;
  readonly hostArch: GuestArch;
  readonly guestArch: GuestArch;
  readonly signal?: AbortSignal;
  readonly log: (line: string) => void;
  /** Default: the system's. */
  readonly kernelRelease?: string;
  readonly kvmDevice?: string;
}

async function booted(question: Question, accelerator: Accelerator): Promise<Obstacle | null> {
  const { dir, program, guestArch, signal, log, kernelRelease = os.release() } = question;
  const file = path.join(dir, FILES.accelerator);
  const key = [kernelRelease, program.version, accelerator, guestArch].join(' ');
  const known = await recall(file, key, Date.now());
  if (known !== null) return known.obstacle;
  const began = Date.now();
  const probe = { program: program.path, accelerator, arch: guestArch, dir, ...(signal !== undefined && { signal }) };
  const obstacle = await probeAccelerator(probe);
  log(
    `${accelerator} ${obstacle?.kind ?? 'works'} (${String(Date.now() - began)} ms) ${obstacle?.detail ?? ''}`.trim(),
  );
  // One who is busy may be free the next time.
  if (obstacle?.kind !== 'busy') {
    const content = JSON.stringify({ key, askedAt: Date.now(), obstacle }, null, 2);
    await fs.writeFile(file, `${content}\n`, { mode: 0o600 }).catch(() => undefined);
  }
  return obstacle;
}

/**
 * The best accelerator that really runs a guest here. A boot's answer is remembered in the folder until the kernel or QEMU
 * changes. Takes up to 5 s when it was not.
 */
export async function chooseAccelerator(question: Question): Promise<Choice> {
  const { platform, hostArch, guestArch, kvmDevice = KVM } = question;
  const fast = fastAccelerator(platform);
  if (fast === null || hostArch !== guestArch) {
    const remark = say('The processor is emulated, as {value} cannot run {guestArch} by itself.', {
      value: fast === null ? platform : hostArch,
      guestArch,
    });
    return { accelerator: 'tcg', remark };
  }
  const first = fast === 'kvm' ? await kvmObstacle(kvmDevice) : null;
  const obstacle = first ?? (await booted(question, fast));
  return obstacle === null
    ? { accelerator: fast, remark: null }
    : { accelerator: 'tcg', remark: remarkFor(fast, obstacle, question.program.version) };
}
