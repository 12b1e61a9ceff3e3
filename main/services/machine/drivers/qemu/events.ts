import type { Driver, DriverEvent } from '../../driver';
import { sameMachine, type MachineRecord } from './record';
import { type Watch, watchMachine } from './watch';

/** What we asked for last: its arrival is no news. */
type Expected = 'running' | 'paused' | 'ended';

export interface Events {
  readonly onEvent: Driver['onEvent'];
  /** Watches this machine, and no longer the one before. */
  readonly watch: (record: MachineRecord) => void;
  readonly expect: (state: Expected) => void;
  readonly close: () => void;
}

const ARRIVAL = { exited: 'ended', paused: 'paused', resumed: 'running', 'disk-full': 'paused' } as const;

export function createEvents(dir: string, log: (line: string) => void): Events {
  const listeners = new Set<(event: DriverEvent) => void>();
  let expected: Expected | null = null;
  let current: Watch | null = null;
  const emit = (event: DriverEvent): void => {
    // On its way to its end, it may go on for a moment.
    if (expected === 'ended' && event.type !== 'exited') return;
    const wanted = ARRIVAL[event.type] === expected && event.type !== 'disk-full';
    expected = ARRIVAL[event.type];
    if (event.type === 'exited') current = null;
    if (!wanted) listeners.forEach((listener) => listener(event));
  };
  return {
    onEvent: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    watch: (record) => {
      if (current !== null && sameMachine(current.record, record)) return;
      current?.close();
      current = watchMachine({ dir, record, emit, log });
    },
    expect: (state) => void (expected = state),
    close: () => {
      current?.close();
      current = null;
      listeners.clear();
    },
  };
}
