import { msg } from '../../../../texts/msg';
import type { MachineFault } from '../../../contract/machine';
import { DriverError, type DriverEvent } from '../driver';
import { untilAnswered } from './answered';
import { DamagedDisk, watchBoot } from './boot-watch';
import { faultOf, machineError, MachineError } from './faults';
import { type Notes, readNotes } from './notes';
import type { Powered } from './powered';
import { prepare } from './prepare';
import type { LifeParts } from './self';
import { say } from '../../../../texts/say';

const STOP_MS = 60_000;

export async function bringUp(parts: LifeParts): Promise<void> {
  const { options, self, set, off } = parts;
  const { driver, phases, preparation } = options;
  if (self.power === 'running') return;
  if (self.power === 'sleeping') return wakeUp(parts);
  // Anew: what waits for a decision goes on from nothing else.
  if (self.power === 'broken') await shutDown(parts);
  const starting = new AbortController();
  self.starting = starting;
  phases.clear();
  set('starting');
  try {
    const { spec, notes } = await prepare(preparation, starting.signal);
    phases.begin(msg('Switching the machine on'));
    await driver.start(spec, starting.signal, (phase) => phases.begin(phase));
    self.ours = true;
    await attach(parts, notes, starting.signal);
  } catch (error) {
    const fault = faultOf(error);
    // The guest waits for what its user decides.
    if (error instanceof DamagedDisk) broken(parts, fault);
    else {
      await driver.kill().catch((failure: unknown) => options.log(`machine: ${String(failure)}`));
      await off(starting.signal.aborted && !(starting.signal.reason instanceof DriverError) ? null : fault);
    }
    if (fault === null) throw error;
    throw new MachineError(fault);
  } finally {
    self.starting = null;
  }
}

/** It is on, and waits for what its user decides. */
function broken({ options, set }: LifeParts, fault: MachineFault | null): void {
  options.phases.end();
  set('broken', fault);
}

/** From a machine that is on to an engine that answers. */
async function attach(parts: LifeParts, notes: Notes, signal: AbortSignal): Promise<void> {
  const powered = parts.options.powerOn(notes);
  Object.assign(parts.self, { powered, notes });
  await untilReady(parts, powered, signal);
}

async function untilReady({ options, set }: LifeParts, powered: Powered, signal: AbortSignal): Promise<void> {
  await watchBoot({ agent: powered.agent, phases: options.phases, signal });
  powered.link.open();
  await untilAnswered(powered, options.store, signal);
  await options.describe();
  signal.throwIfAborted();
  options.phases.end();
  set('running');
}

/** After its user had the damaged disk repaired: the guest goes on from there. */
export async function repair(parts: LifeParts): Promise<void> {
  const { options, self, set } = parts;
  const { powered } = self;
  if (self.power !== 'broken' || powered === null)
    throw machineError('disk-damaged', say('Only a disk that the machine cannot use is repaired.'));
  const starting = new AbortController();
  self.starting = starting;
  options.phases.clear();
  set('starting');
  options.phases.begin(msg('Repairing the data disk'));
  try {
    await powered.agent.diskRepair({ signal: starting.signal });
    await untilReady(parts, powered, starting.signal);
  } catch (error) {
    const message = say('The disk was not repaired. Export it to keep what it holds, or restore a snapshot.');
    const { fault } = machineError('disk-damaged', message, error instanceof Error ? error.message : String(error));
    // Ended meanwhile, it says so by itself.
    if (self.powered === powered) broken(parts, fault);
    throw new MachineError(fault);
  } finally {
    self.starting = null;
  }
}

export async function shutDown({ options, self, set, off }: LifeParts): Promise<void> {
  const { driver, phases, log } = options;
  const { power } = await driver.status();
  if (power === 'stopped') return self.power === 'absent' ? undefined : off(null);
  phases.clear();
  set('stopping');
  phases.begin(msg('Stopping the containers and the engine'));
  try {
    if (power === 'paused') await driver.resume();
    // Without an agent the power button does the same.
    await self.powered?.agent.shutdown().catch((error: unknown) => log(`machine: shutdown: ${String(error)}`));
    await driver.stop(STOP_MS);
    await off(null);
  } catch (error) {
    const fault =
      faultOf(error) ?? machineError('timeout', say('The machine did not stop. Kill ends it at once.')).fault;
    set('running', fault);
    throw new MachineError(fault);
  }
}

/** At once, also when it hangs. */
export async function kill({ options, off }: LifeParts): Promise<void> {
  await options.driver.kill();
  await off(null);
}

/** It is off: whether there is one at all. */
export async function settle({ options, self, set }: LifeParts): Promise<void> {
  if (self.power !== 'stopped' && self.power !== 'absent') return;
  set((await options.hasDisk()) ? 'stopped' : 'absent');
  await options.describe();
}

export async function fallAsleep({ options, self, set }: LifeParts): Promise<void> {
  if (self.power !== 'running') return;
  await options.driver.pause();
  self.powered?.setRunning(false);
  set('sleeping');
}

export async function wakeUp({ options, self, set }: LifeParts): Promise<void> {
  if (self.power !== 'sleeping') return;
  await options.driver.resume();
  self.powered?.setRunning(true);
  set('running');
}

/** Takes over a machine that an earlier Slipway left running. */
export async function adopt(parts: LifeParts): Promise<void> {
  const { options, self, set, off } = parts;
  const { driver, preparation, phases, log } = options;
  const status = await driver.status();
  if (status.power !== 'running' && status.power !== 'paused') return;
  const notes = await readNotes(preparation.paths.notes);
  if (notes === null) {
    const message = say(
      'A machine runs here of which Slipway has no notes. Kill ends it; then it can be started anew.',
    );
    set('broken', machineError('start-failed', message).fault);
    return;
  }
  self.wanted = true;
  self.starting = new AbortController();
  phases.clear();
  set('starting');
  phases.begin(msg('Taking over the machine that runs'));
  try {
    await driver.resume();
    await attach(parts, notes, self.starting.signal);
    // Who takes over also ends it: else nobody would, once a Slipway was killed.
    self.ours = true;
    log('machine: took over the one that was running');
  } catch (error) {
    const fault = faultOf(error);
    // It runs on: whoever looks at it can still stop or kill it.
    const isOn = (await driver.status().catch(() => null))?.power === 'running';
    if (error instanceof DamagedDisk || isOn) broken(parts, fault);
    else await off(fault);
    if (fault === null) throw error;
  } finally {
    self.starting = null;
  }
}

/** What happened without having been asked for. `ended`: it should run again. */
export function onDriverEvent({ options, self, set, off }: LifeParts, event: DriverEvent, ended: () => void): void {
  const { log } = options;
  if (event.type === 'disk-full') {
    const message = say(
      "This computer's disk is full: the machine stands still so that nothing breaks. Free some space, then wake it.",
    );
    self.powered?.setRunning(false);
    set('sleeping', machineError('host-disk-full', message).fault);
  } else if (event.type === 'exited') {
    log(`machine: it ended: ${event.reason}`);
    // A start or a stop under way tells by itself.
    self.starting?.abort(new DriverError('failed', say('The machine ended while it started.'), null, event.reason));
    if (self.power !== 'running' && self.power !== 'sleeping' && self.power !== 'broken') return;
    const fault = machineError('crashed', say('The machine ended by itself.'), event.reason).fault;
    off(fault).then(
      () => self.wanted && ended(),
      (error: unknown) => log(`machine: ${String(error)}`),
    );
  }
}
