import { create } from 'zustand';
import type { WelcomeStep } from '../../../main/contract/welcome';
import { rpc } from '../../rpc/client';
import { useEngine } from '../../rpc/stores/engine-store';
import { useMachine } from '../../rpc/stores/machine-store';

type Done = Extract<WelcomeStep, { step: 'done' }>;

export interface FirstContainer {
  /** `engine`: Slipway's own is being started first. */
  readonly at: 'idle' | 'engine' | 'image' | 'container' | 'page' | 'done' | 'failed';
  readonly result: Done | null;
  /** What `rpc` rejected with. */
  readonly error: unknown;
}

const IDLE: FirstContainer = { at: 'idle', result: null, error: null };

/** From nothing to a running container. It outlives the view: an engine takes longer to start than a look elsewhere. */
export const useFirstContainer = create<FirstContainer>(() => IDLE);

export const isUnderWay = ({ at }: Pick<FirstContainer, 'at'>): boolean =>
  at !== 'idle' && at !== 'done' && at !== 'failed';

/** It came up a moment ago: main looks at it again before it is chosen, else it is found only some seconds later. */
async function startOwnEngine(): Promise<void> {
  useFirstContainer.setState({ at: 'engine' });
  await rpc.call('machine.start', undefined);
  const key = useMachine.getState().state?.engineKey;
  if (key === undefined) return;
  await rpc.call('engine.rescan', undefined);
  await rpc.call('engine.select', { key, consent: false });
  await connected();
}

const CONNECT_MS = 20_000;

/** Resolves once the engine in use answers, or after a while: then the next question says what is wrong. */
const connected = (): Promise<void> =>
  new Promise((resolve) => {
    const isConnected = (): boolean => useEngine.getState().state?.status.state === 'connected';
    const finish = (): void => {
      clearTimeout(late);
      stop();
      resolve();
    };
    const stop = useEngine.subscribe(() => isConnected() && finish());
    const late = setTimeout(finish, CONNECT_MS);
    if (isConnected()) finish();
  });

export async function runFirstContainer(): Promise<void> {
  if (isUnderWay(useFirstContainer.getState())) return;
  useFirstContainer.setState({ ...IDLE, at: 'image' });
  try {
    if (useEngine.getState().state?.status.state !== 'connected') await startOwnEngine();
    for await (const step of rpc.stream('welcome.run', undefined)) {
      if (step.step === 'done') useFirstContainer.setState({ at: 'done', result: step });
      else useFirstContainer.setState({ at: step.step });
    }
  } catch (error) {
    useFirstContainer.setState({ at: 'failed', error });
  }
}
