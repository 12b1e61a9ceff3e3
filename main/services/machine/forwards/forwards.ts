import type { MachineForward } from '../../../contract/machine';
import { type EngineClient, EngineError, type Engine, type EngineEvent } from '../../engine/types';
import { type Applied, createApplier, type ForwardVerbs } from './apply';
import { readPublished } from './published';
import { type FollowOptions, followEngine, type Session } from './follow-engine';
import type { Timing } from './timetable';
import { ruleKey, type WantedForward, wantedForwards } from './wanted';

export interface ForwardsOptions extends ForwardVerbs {
  /** The machine's own engine; another one must not get its ports led here. */
  readonly engine: Pick<Engine, 'subscribe'>;
  /** Where a port published on every address is heard; asked at each pass. */
  readonly publishOn: () => '127.0.0.1' | '0.0.0.0';
  readonly engineHostPort: number;
  readonly engineGuestPort: number;
  /** The list is another. */
  readonly onChange: (forwards: readonly MachineForward[]) => void;
  readonly log: (line: string) => void;
  readonly timing?: Timing;
}

export interface Forwards {
  list(): readonly MachineForward[];
  /** Looks again: `publishOn` is another, or the guest was resumed. */
  refresh(): void;
  /** Resolves when nothing is under way; the rules stay as they are, for the next Slipway to take over. */
  close(): Promise<void>;
}

/** Keeps the driver's rules equal to what the engine's running containers publish. */
export function createForwards(options: ForwardsOptions): Forwards {
  const closing = new AbortController();
  let list: readonly MachineForward[] = [];
  const onList = (next: readonly MachineForward[]): void => {
    if (JSON.stringify(next) === JSON.stringify(list)) return;
    list = next;
    options.onChange(list);
  };
  const { engine, timing } = options;
  const pass = createPass(options, closing.signal, onList);
  const following = followEngine({ engine, matters, pass, ...(timing !== undefined && { timing }) });
  return {
    list: () => list,
    refresh: () => following.soon(),
    close: () => {
      closing.abort();
      return following.close();
    },
  };
}

function createPass(
  options: ForwardsOptions,
  closing: AbortSignal,
  onList: (list: readonly MachineForward[]) => void,
): FollowOptions['pass'] {
  const applier = createApplier(options, options.engineHostPort, options.log);
  let last: Session | null = null;
  return async (session) => {
    // Since the last one the guest may have been started anew.
    if (last !== session) applier.doubtGuest();
    last = session;
    const { client, epoch } = session;
    const isOver = (): boolean => epoch.aborted || closing.aborted;
    try {
      const wanted = await readWanted(client, epoch, options);
      if (isOver()) return true;
      const applied = await applier.apply(wanted, closing);
      if (!closing.aborted) onList(wanted.map((one) => shown(one, applied)));
      return !applied.unfinished;
    } catch (error) {
      if (isOver()) return true;
      options.log(`forwards: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  };
}

const ACTIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  container: new Set(['start', 'die', 'stop', 'destroy', 'rename', 'restart']),
  network: new Set(['connect', 'disconnect']),
};

const matters = ({ type, action }: EngineEvent): boolean =>
  Object.hasOwn(ACTIONS, type) && ACTIONS[type]?.has(action) === true;

async function readWanted(
  client: EngineClient,
  epoch: AbortSignal,
  options: ForwardsOptions,
): Promise<readonly WantedForward[]> {
  const ports = readPublished(await client.json({ method: 'GET', path: '/containers/json', signal: epoch }));
  if (ports === null) throw new EngineError('malformed', 'the list of containers is not a list');
  const { engineHostPort, engineGuestPort } = options;
  return wantedForwards(ports, { publishOn: options.publishOn(), engineHostPort, engineGuestPort });
}

const shown = (
  { rule, containerId, containerName, impossible }: WantedForward,
  { problems }: Applied,
): MachineForward => ({
  ...rule,
  containerId,
  containerName,
  problem: impossible ?? problems.get(ruleKey(rule)) ?? null,
});
