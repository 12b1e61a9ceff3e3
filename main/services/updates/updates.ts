import type { UpdateFault, UpdatesState } from '../../contract/updates';
import { type NoUpdater, UpdateFailure, type Updater } from '../shell/updater';

export interface Updates {
  state(): UpdatesState;
  onState(listener: () => void): () => void;
  /** Never rejects. */
  check(): Promise<void>;
  /** Nothing where there is nothing to download. */
  download(): void;
  cancel(): void;
  skip(): Promise<void>;
  installOnQuit(yes: boolean): void;
  restart(): void;
  close(): void;
}

/** A long task that the user sees elsewhere, too. */
export interface UpdateTask {
  /** 0 to 1; null: not known. */
  progress(fraction: number | null): void;
  end(outcome: 'done' | 'failed' | 'cancelled', words: string): void;
}

export interface UpdatesOptions {
  /** Or why there is none. */
  readonly updater: Updater | NoUpdater;
  readonly current: string;
  readonly settings: () => { readonly check: 'daily' | 'never'; readonly skip: string };
  readonly onSettings: (listener: () => void) => () => void;
  readonly saveSkip: (version: string) => Promise<void>;
  /** Left out: nobody else is told. */
  readonly task?: (version: string, cancel: () => void) => UpdateTask;
  readonly log: (line: string) => void;
  /** ms since the epoch. */
  readonly now?: () => number;
  /** ms; tests have less time. */
  readonly firstCheckMs?: number;
  readonly everyMs?: number;
}

const DAY_MS = 86_400_000;
/** Not among all that happens at a start. */
const FIRST_CHECK_MS = 60_000;

const faultOf = (during: UpdateFault['during'], error: unknown): UpdateFault => ({
  during,
  kind: error instanceof UpdateFailure ? error.kind : 'other',
  detail: (error instanceof Error ? error.message : String(error)).slice(0, 1000),
});

/** Whether there is a newer Slipway, and what became of it. Nothing is downloaded or installed unasked. */
export function createUpdates(options: UpdatesOptions): Updates {
  const { updater, current } = options;
  const listeners = new Set<() => void>();
  const off = typeof updater === 'string' ? updater : null;
  let state: UpdatesState = {
    ...{ phase: off === null ? 'idle' : 'off', off, current, release: null, progress: null, fault: null },
    ...{ checkedAt: null, onQuit: false },
  };
  const core: Core = {
    options,
    state: () => state,
    set: (patch) => {
      state = { ...state, ...patch };
      for (const listener of listeners) listener();
    },
    downloading: null,
  };
  const onState: Updates['onState'] = (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  if (typeof updater === 'string') return withoutUpdater(() => state, onState);
  const daily = followSchedule(options, () => check(core, updater, false));
  return {
    state: () => state,
    onState,
    check: () => check(core, updater, true),
    download: () => void download(core, updater),
    cancel: () => core.downloading?.abort(),
    async skip() {
      const { release, phase } = state;
      if (release === null || phase === 'downloading' || phase === 'ready') return;
      core.set({ phase: 'idle', release: null, fault: null });
      await options.saveSkip(release.version);
    },
    installOnQuit(yes) {
      if (state.phase !== 'ready') return;
      updater.installOnQuit(yes);
      core.set({ onQuit: yes });
    },
    restart() {
      if (state.phase === 'ready') updater.restart();
    },
    close() {
      daily();
      core.downloading?.abort();
    },
  };
}

interface Core {
  readonly options: UpdatesOptions;
  readonly state: () => UpdatesState;
  readonly set: (patch: Partial<UpdatesState>) => void;
  downloading: AbortController | null;
}

const nothing = (): void => undefined;

const withoutUpdater = (state: Updates['state'], onState: Updates['onState']): Updates => ({
  ...{ state, onState, check: () => Promise.resolve(), skip: () => Promise.resolve() },
  ...{ download: nothing, cancel: nothing, installOnQuit: nothing, restart: nothing, close: nothing },
});

/** `asked`: by the user, who hears of what is skipped and of what went wrong. */
async function check({ options, state, set }: Core, updater: Updater, asked: boolean): Promise<void> {
  const before = state();
  if (before.phase === 'checking' || before.phase === 'downloading' || before.phase === 'ready') return;
  set({ phase: 'checking', fault: null });
  try {
    const release = await updater.check();
    const skipped = !asked && release?.version === options.settings().skip;
    const offered = skipped ? null : release;
    const checkedAt = (options.now ?? Date.now)();
    set({ phase: offered === null ? 'idle' : 'available', release: offered, checkedAt });
  } catch (error) {
    const fault = faultOf('check', error);
    options.log(`updates: check: ${fault.kind}: ${fault.detail}`);
    // Nobody asked: a network that is away is no news, a feed that is not ours is.
    if (asked || fault.kind === 'signature') set({ phase: 'failed', release: null, fault });
    else set({ phase: before.phase, release: before.release, fault: before.fault });
  }
}

async function download(core: Core, updater: Updater): Promise<void> {
  const { options, state, set } = core;
  const { release, phase } = state();
  if (release === null || (phase !== 'available' && phase !== 'failed')) return;
  const controller = new AbortController();
  core.downloading = controller;
  const task = options.task?.(release.version, () => controller.abort());
  set({ phase: 'downloading', progress: { bytes: 0, total: null }, fault: null });
  const told = (bytes: number, total: number | null): void => {
    set({ progress: { bytes, total } });
    task?.progress(total === null || total === 0 ? null : bytes / total);
  };
  try {
    await updater.download(told, controller.signal);
    updater.installOnQuit(true);
    set({ phase: 'ready', progress: null, onQuit: true });
    task?.end('done', '');
  } catch (error) {
    if (controller.signal.aborted) {
      set({ phase: 'available', progress: null });
      task?.end('cancelled', '');
      return;
    }
    const fault = faultOf('download', error);
    options.log(`updates: download: ${fault.kind}: ${fault.detail}`);
    set({ phase: 'failed', progress: null, fault });
    task?.end('failed', fault.detail);
  } finally {
    core.downloading = null;
  }
}

/** A while after the start, then daily, while the setting says so. Returns how to stop. */
function followSchedule(options: UpdatesOptions, ask: () => Promise<void>): () => void {
  const { settings, onSettings, firstCheckMs = FIRST_CHECK_MS, everyMs = DAY_MS } = options;
  let timer: NodeJS.Timeout | null = null;
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const wait = (ms: number): void => {
    timer = setTimeout(() => {
      wait(everyMs);
      void ask();
    }, ms);
    timer.unref();
  };
  const look = (): void => {
    if (settings().check === 'never') stop();
    else if (timer === null) wait(firstCheckMs);
  };
  look();
  const stopLooking = onSettings(look);
  return () => {
    stopLooking();
    stop();
  };
}
