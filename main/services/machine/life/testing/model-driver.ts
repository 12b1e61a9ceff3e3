import { type Driver, type DriverError, type DriverEvent, type PowerState } from '../../driver';

type Verb = 'check' | 'create' | 'start' | 'stop' | 'kill' | 'pause' | 'resume';

/** A hypervisor that does what it is told, or fails as it is told. */
export interface ModelDriver extends Driver {
  readonly calls: readonly Verb[];
  starts(): number;
  isOn(): boolean;
  turnOn(): void;
  /** The next call of the verb. */
  fail(verb: Verb, error: DriverError): void;
  crash(reason: string): void;
  fillDisk(): void;
}

export function createModelDriver(): ModelDriver {
  const calls: Verb[] = [];
  const failures: { readonly verb: Verb; readonly error: DriverError }[] = [];
  const listeners = new Set<(event: DriverEvent) => void>();
  let power: PowerState = 'stopped';
  const emit = (event: DriverEvent): void => [...listeners].forEach((listener) => listener(event));
  const act = (verb: Verb, next: PowerState | null) => (): Promise<void> => {
    calls.push(verb);
    const at = failures.findIndex((failure) => failure.verb === verb);
    const [failure] = at === -1 ? [] : failures.splice(at, 1);
    if (failure !== undefined) return Promise.reject(failure.error);
    if (next !== null) power = next;
    return Promise.resolve();
  };
  const nothing = (): Promise<never> => Promise.reject(new Error('the model has no such verb'));
  return {
    calls,
    name: 'qemu',
    capabilities: {
      ...{ pause: true, liveMemory: true, memoryGivenBack: true, liveCpus: false, liveDiskGrowth: true, discard: true },
      ...{ shares: '9p', readOnlyShares: true, liveShares: false, forwards: ['tcp', 'udp'], ownForwards: false },
    },
    ...{ check: act('check', null), create: act('create', null), start: act('start', 'running') },
    ...{ stop: act('stop', 'stopped'), kill: act('kill', 'stopped') },
    ...{ pause: act('pause', 'paused'), resume: act('resume', 'running') },
    ...{ forward: nothing, unforward: nothing, forwards: nothing, share: nothing, resize: nothing },
    ...{ compact: nothing, delete: nothing, agent: nothing, console: nothing, use: nothing },
    status: () =>
      Promise.resolve({
        ...{ power, accelerator: 'tcg', acceleratorRemark: null, startedAt: null, pid: null, reason: null },
      }),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => undefined,
    starts: () => calls.filter((call) => call === 'start').length,
    isOn: () => power !== 'stopped',
    turnOn: () => (power = 'running'),
    fail: (verb, error) => failures.push({ verb, error }),
    crash: (reason) => {
      power = 'stopped';
      emit({ type: 'exited', reason });
    },
    fillDisk: () => {
      power = 'paused';
      emit({ type: 'disk-full' });
    },
  };
}
