import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnDetached, type Daemon } from '../../../process/daemon';
import { identityOf, type Identity, signalIfSame } from '../../../process/identity';
import { ProcessError } from '../../../process/process-error';
import { DriverError, type MachineSpec } from '../../driver';
import type { Choice } from './accelerator';
import { qemuArgs } from './command-line';
import { makeEndpoints } from './endpoints';
import { launchFailure } from './launch-failure';
import { FILES } from './names';
import type { Program } from './program';
import { type MachineRecord, writeRecord } from './record';
import { askPower, openCommands } from './running';
import { tail } from '../support/tail';
import { setAside } from './text-files';
import { say } from '../../../../../texts/say';

/** From its start to its monitor's answer: 0.1 s on an idle machine. */
const LAUNCH_MS = 30_000;
const LOOK_MS = 30;
const OUTPUT_BYTES = 8_192;

export interface Launch {
  readonly spec: MachineSpec;
  readonly program: Program;
  readonly choice: Choice;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

async function spawnQemu(launch: Launch, args: readonly string[]): Promise<Daemon> {
  const { spec, program, env } = launch;
  const outputFile = path.join(spec.dir, FILES.output);
  await Promise.all([setAside(outputFile), setAside(path.join(spec.dir, FILES.console))]);
  try {
    return await spawnDetached(program.path, args, { outputFile, cwd: spec.dir, env });
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    throw new DriverError(error.kind === 'not-found' ? 'not-installed' : 'failed', error.message);
  }
}

const recordOf = (
  { spec, choice }: Launch,
  identity: Identity,
  endpoints: MachineRecord['endpoints'],
): MachineRecord => ({
  ...{ schema: 1, identity, accelerator: choice.accelerator, remark: choice.remark, startedAt: Date.now() },
  ...{ dataDisk: spec.dataDisk, memoryMiB: spec.memoryMiB, engineHostPort: spec.engineHostPort, endpoints },
  shares: [...spec.shares],
});

/** Waits until the guest's processors run. */
async function untilRunning(record: MachineRecord, deadline: number, isOver: () => boolean): Promise<void> {
  for (;;) {
    const running = await openCommands(record).then(
      (qmp) => askPower(qmp).finally(() => qmp.close()),
      () => null,
    );
    if (running?.power === 'running' || isOver()) return;
    if (Date.now() > deadline) throw new DriverError('timeout', say('QEMU started, but its monitor does not answer.'));
    await delay(LOOK_MS);
  }
}

async function follow(launch: Launch, daemon: Daemon, endpoints: MachineRecord['endpoints']): Promise<MachineRecord> {
  const { spec, signal } = launch;
  let end: string | null = null;
  void daemon.ended.then(
    ({ code, signal: by }) => (end = say('exit code {code}, signal {by}', { code: String(code), by: String(by) })),
  );
  const deadline = Date.now() + LAUNCH_MS;
  const ended = async (): Promise<DriverError> =>
    launchFailure(await tail(path.join(spec.dir, FILES.output), OUTPUT_BYTES), end ?? 'gone');
  const first = await identityOf(daemon.pid);
  if (first === null) {
    await daemon.ended;
    throw await ended();
  }
  try {
    await writeRecord(spec.dir, recordOf(launch, first, endpoints));
    await untilRunning(recordOf(launch, first, endpoints), deadline, () => end !== null || signal.aborted);
    if (signal.aborted) throw new DriverError('failed', say('The start was given up.'));
    // Anew: what was started may have been a script that became QEMU.
    const identity = await identityOf(daemon.pid);
    if (identity === null) throw await ended();
    const record = recordOf(launch, identity, endpoints);
    await writeRecord(spec.dir, record);
    return record;
  } catch (error) {
    const now = await identityOf(daemon.pid);
    if (now?.startTime === first.startTime) await signalIfSame(now, 'SIGKILL');
    await daemon.ended;
    throw error;
  }
}

/** Starts QEMU; resolves with its record, already written, once the guest runs. Throws DriverError; then QEMU is gone. */
export async function launch(launch: Launch): Promise<MachineRecord> {
  const endpoints = await makeEndpoints(launch.spec.dir, launch.platform);
  const daemon = await spawnQemu(launch, qemuArgs(launch.spec, launch.choice.accelerator, endpoints));
  return follow(launch, daemon, endpoints);
}
