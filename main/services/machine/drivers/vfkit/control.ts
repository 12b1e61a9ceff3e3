import * as v from 'valibot';
import { DriverError } from '../../driver';
import { askOverSocket, type SocketRequest } from '../support/http-over-socket';

/** Virtualization.framework's states, as vfkit names them without their prefix `VirtualMachineState`. */
const states = [
  'Stopped',
  'Running',
  'Paused',
  'Error',
  'Starting',
  'Pausing',
  'Resuming',
  'Stopping',
  'Saving',
  'Restoring',
] as const;
export type VmState = (typeof states)[number];
export type VmChange = 'Pause' | 'Resume' | 'Stop' | 'HardStop';

export interface VfkitControl {
  state(): Promise<VmState>;
  /** Resolves when vfkit has taken the order, not when it is carried out. */
  change(to: VmChange): Promise<void>;
}

const PREFIX = 'VirtualMachineState';
const answer = v.object({
  state: v.pipe(
    v.string(),
    v.transform((text) => text.replace(PREFIX, '')),
    v.picklist(states),
  ),
});

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/**
 * vfkit's REST API (doc/usage.md, "RESTful API": `/vm/state`). Each call throws DriverError: `not-running`, `timeout`, or
 * `failed` with vfkit's own words.
 */
export function createVfkitControl(socketPath: string, timeoutMs: number): VfkitControl {
  const ask = async (request: SocketRequest, what: string): Promise<string> => {
    const { status, text } = await askOverSocket({ name: 'vfkit', socketPath, timeoutMs }, request);
    if (status >= 200 && status < 300) return text;
    throw new DriverError('failed', `vfkit refused to ${what} (${String(status)}).`, null, text);
  };
  return {
    async state() {
      const text = await ask({ method: 'GET', path: '/vm/state' }, 'tell how the machine is');
      const told = v.safeParse(answer, parsed(text));
      if (!told.success) throw new DriverError('failed', 'vfkit told a state that Slipway does not know.', null, text);
      return told.output.state;
    },
    async change(to) {
      await ask({ method: 'POST', path: '/vm/state', body: { state: to } }, WORDS[to]);
    },
  };
}

const WORDS: Readonly<Record<VmChange, string>> = {
  Pause: 'pause the machine',
  Resume: 'wake the machine',
  Stop: 'stop the machine',
  HardStop: 'end the machine',
};
