import { create } from 'zustand';
import { decimalBytes } from '../../lib/bytes';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { useEngine } from '../../rpc/stores/engine-store';
import { useMachine } from '../../rpc/stores/machine-store';
import { showToast } from '../../ui/toast-store';
import { type FaultWords, faultOf } from './fault';

export type Deed = 'start' | 'stop' | 'restart' | 'kill' | 'pause' | 'resume' | 'compact' | 'welcome' | 'use';

interface ActionsState {
  /** Asked for and not yet answered. It outlives the view, as a start takes longer than a look elsewhere. */
  readonly pending: readonly Deed[];
  /** Of the last deed, until the next one or until it is dismissed. */
  readonly failure: FaultWords | null;
  /** Id of the welcome container just started. */
  readonly welcomed: string | null;
}

export const useActions = create<ActionsState>(() => ({ pending: [], failure: null, welcomed: null }));

export const dismissFailure = (): void => useActions.setState({ failure: null });
export const dismissWelcome = (): void => useActions.setState({ welcomed: null });

/** A later deed ends what an earlier one has begun, whose failure is then no news. */
let lastTurn = 0;

async function run(deed: Deed, work: () => Promise<void>): Promise<void> {
  if (useActions.getState().pending.includes(deed)) return;
  const turn = (lastTurn += 1);
  useActions.setState(({ pending }) => ({ pending: [...pending, deed], failure: null }));
  try {
    await work();
  } catch (error) {
    if (turn === lastTurn) tell(error);
  } finally {
    useActions.setState(({ pending }) => ({ pending: pending.filter((one) => one !== deed) }));
  }
}

function tell(error: unknown): void {
  const failure = faultOf(error);
  if (failure === null) showToast('bad', errorLine(error));
  else useActions.setState({ failure });
}

/** It came up a moment ago: main looks at it again before it is chosen, else it is found only some seconds later. */
async function selectIt(key: string): Promise<void> {
  await rpc.call('engine.rescan', undefined);
  await rpc.call('engine.select', { key, consent: false });
}

async function runWelcome(): Promise<void> {
  const { containerId } = await rpc.call('machine.welcome', undefined);
  useActions.setState({ welcomed: containerId });
}

/** From nothing to a running container: the first start also uses the new engine, unless another one is in use. */
async function startFromNothing(): Promise<void> {
  await rpc.call('machine.start', undefined);
  const key = useMachine.getState().state?.engineKey;
  if (key !== undefined && useEngine.getState().state?.status.state !== 'connected') await selectIt(key);
  // Not awaited within the start: it is another deed, with its own words.
  void run('welcome', runWelcome);
}

/** A first start that was broken off may have left a stopped machine without a disk: it is still the first. */
function start(): Promise<void> {
  const { state } = useMachine.getState();
  const isFirst = state?.power === 'absent' || state?.disk === null;
  return isFirst ? startFromNothing() : rpc.call('machine.start', undefined);
}

async function compact(): Promise<void> {
  const { freedBytes } = await rpc.call('machine.compact', undefined);
  showToast(
    'ok',
    freedBytes > 0
      ? t('The disk is compacted: {freedBytes} given back to this computer.', { freedBytes: decimalBytes(freedBytes) })
      : t('The disk is compact already.'),
  );
}

const WORK: Readonly<Record<Deed, () => Promise<void>>> = {
  start,
  stop: () => rpc.call('machine.stop', undefined),
  restart: () => rpc.call('machine.restart', undefined),
  kill: () => rpc.call('machine.kill', undefined),
  pause: () => rpc.call('machine.pause', undefined),
  resume: () => rpc.call('machine.resume', undefined),
  compact,
  welcome: runWelcome,
  use: async () => {
    const key = useMachine.getState().state?.engineKey;
    if (key !== undefined) await selectIt(key);
  },
};

/** Does it once; what went wrong is told by the view. */
export const perform = (deed: Deed): void => void run(deed, WORK[deed]);
