import { EngineError, type Engine, type EngineEvent } from '../../engine/types';
import type { Share } from '../driver';
import { followEngine, type Session } from '../forwards/follow-engine';
import type { Timing } from '../forwards/timetable';
import { boundFolders } from './bound-folders';
import { createHolds, type HoldsOptions } from './holds';
import { createNotices } from './notices';
import { toGuestPath } from './share-paths';
import { createWatchBudget, type WatchBudget } from './watch-budget';
import { type WatchTree, watchTree } from './watch-tree';

export interface NotifyBridgeOptions {
  /** The machine's own engine. */
  readonly engine: Pick<Engine, 'subscribe'>;
  /** What the guest sees now. */
  readonly shares: () => readonly Share[];
  /** `AgentVerbs.notify`; paths as the guest sees them. */
  readonly notify: (paths: readonly string[]) => Promise<void>;
  /** `AgentVerbs.hold`, likewise. */
  readonly hold: HoldsOptions['hold'];
  readonly log: (line: string) => void;
  readonly platform?: NodeJS.Platform;
  /** Folders watched at most; default 4096, and 512 of them in `node_modules`, `.git` and the like. */
  readonly limits?: { readonly folders: number; readonly heavy: number };
  readonly timing?: Timing;
}

export interface NotifyState {
  /** Bound by running containers and watched with all that is in them. */
  readonly roots: readonly string[];
  readonly watchedFolders: number;
  /** Not watched, with all that is in them, because there are too many or the system refused: changes there wake nobody. */
  readonly skippedFolders: number;
  /** Paths told to the guest, and not told though they changed. */
  readonly sent: number;
  readonly dropped: number;
}

export interface NotifyBridge {
  state(): NotifyState;
  /** Looks again: the shares are others. */
  refresh(): void;
  close(): Promise<void>;
}

/** The least that Linux lets a user watch is 8192. */
const LIMITS = { folders: 4096, heavy: 512 };

/** Wakes watchers in containers when the host changes a file that they have bound. */
export function createNotifyBridge(options: NotifyBridgeOptions): NotifyBridge {
  const { engine, shares, log, platform = process.platform, timing } = options;
  const budget = createWatchBudget(options.limits ?? LIMITS, log);
  const holds = createHolds({ hold: options.hold, log });
  const inGuest = (files: readonly string[]): readonly string[] => files.map((file) => toGuestPath(file, platform));
  const notices = createNotices({
    send: async (files, gone) => {
      await holds.gone(inGuest(gone));
      await options.notify(inGuest(files));
    },
    log,
  });

  const trees = createTrees((file) => notices.changed(file), budget, platform);
  let closed = false;
  const pass = async ({ client, epoch }: Session): Promise<boolean> => {
    try {
      const list = await client.json({ method: 'GET', path: '/containers/json', query: { all: true }, signal: epoch });
      const bound = boundFolders(list, shares(), platform);
      if (bound === null) throw new EngineError('malformed', 'the list of containers is not a list');
      if (epoch.aborted || closed) return true;
      trees.watchOnly(bound.running);
      await holds.only(inGuest(bound.all));
      return true;
    } catch (error) {
      if (!epoch.aborted) log(`shares: ${error instanceof Error ? error.message : String(error)}`);
      return epoch.aborted;
    }
  };

  const stop = (): void => {
    trees.watchOnly([]);
    holds.forget();
  };
  const following = followEngine({
    ...{ engine, matters, pass, onDisconnected: stop },
    ...(timing !== undefined && { timing }),
  });
  return {
    state: () => ({ roots: trees.roots(), ...budget.counts(), ...notices.counts() }),
    refresh: () => following.soon(),
    close: () => {
      closed = true;
      stop();
      notices.close();
      return following.close();
    },
  };
}

const ACTIONS: ReadonlySet<string> = new Set(['create', 'start', 'die', 'stop', 'destroy', 'restart']);
const matters = ({ type, action }: EngineEvent): boolean => type === 'container' && ACTIONS.has(action);

interface Trees {
  /** Watches these, and no others. */
  watchOnly(roots: readonly string[]): void;
  roots(): readonly string[];
}

function createTrees(onChange: (file: string) => void, budget: WatchBudget, platform: NodeJS.Platform): Trees {
  const trees = new Map<string, WatchTree>();
  return {
    roots: () => [...trees.keys()],
    watchOnly(roots) {
      for (const [root, tree] of trees) {
        if (roots.includes(root)) continue;
        tree.close();
        trees.delete(root);
      }
      for (const root of roots) if (!trees.has(root)) trees.set(root, watchTree(root, onChange, budget, platform));
    },
  };
}
