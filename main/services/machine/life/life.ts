import type { MachinePower } from '../../../contract/machine';
import { machineError } from './faults';
import type { Notes } from './notes';
import type { Powered } from './powered';
import { createRestarter } from './restarter';
import { type LifeOptions, lifeParts, newSelf } from './self';
import { adopt, bringUp, fallAsleep, kill, onDriverEvent, repair, settle, shutDown, wakeUp } from './steps';
import { createTurns } from './turns';
import { msg } from '../../../../texts/msg';
import { say, sayMsg } from '../../../../texts/say';

/** Switched on and off, asleep and awake, and back again when it ended by itself. */
export interface Life {
  power(): MachinePower;
  powered(): Powered | null;
  /** What it was started with; null while it is off. */
  notes(): Notes | null;
  /** Whether this Slipway switched it on, or took it over. */
  isOurs(): boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  sleep(): Promise<void>;
  wake(): Promise<void>;
  /** Takes over a machine that an earlier Slipway left running. */
  adopt(): Promise<void>;
  /** Of a damaged disk, by its user's consent; resolves when the engine answers. */
  repair(): Promise<void>;
  /** Its disk came or went while it is off. */
  settle(): Promise<void>;
  /** Work that must not meet a start or a stop. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** Lets go of it, whether it runs or not. */
  close(): Promise<void>;
}

const TOO_OFTEN = msg('The machine ended by itself too often. Its console log may say why; Start tries again.');

export function createLife(options: LifeOptions): Life {
  const { driver, store, log } = options;
  const turns = createTurns();
  const self = newSelf();
  const parts = lifeParts(options, self);
  const begin = (): Promise<void> => (self.power === 'running' ? Promise.resolve() : turns.take(() => bringUp(parts)));
  const restarter = createRestarter({
    start: () => void begin().catch((error: unknown) => log(`machine: ${String(error)}`)),
    giveUp: () =>
      store.set({ fault: machineError('crashed', sayMsg(TOO_OFTEN), store.get().fault?.detail ?? '').fault }),
  });
  const unsubscribe = driver.onEvent((event) => onDriverEvent(parts, event, () => restarter.ended()));
  const giveUpStart = (why: string): void => {
    self.wanted = false;
    restarter.forget();
    self.starting?.abort(machineError('start-failed', why));
  };
  return {
    power: () => self.power,
    powered: () => self.powered,
    notes: () => self.notes,
    isOurs: () => self.ours,
    start: () => {
      self.wanted = true;
      restarter.forget();
      return begin();
    },
    stop: () => {
      giveUpStart(say('The start was cancelled.'));
      return turns.take(() => shutDown(parts));
    },
    kill: () => {
      giveUpStart(say('The start was cancelled.'));
      return turns.take(() => kill(parts));
    },
    sleep: () => turns.take(() => fallAsleep(parts)),
    wake: () => (self.waking ??= wakeUp(parts).finally(() => (self.waking = null))),
    adopt: () => turns.take(() => adopt(parts)),
    repair: () => turns.take(() => repair(parts)),
    settle: () => settle(parts),
    exclusively: (work) => turns.take(work),
    close: async () => {
      giveUpStart(say('Slipway ends.'));
      unsubscribe();
      await turns.idle();
      await self.powered?.end();
      driver.close();
    },
  };
}
