import { openAside } from './aside';
import { cliPrefix } from './cli-prefix';
import type { Discovered } from './discovered';
import { OWN_KEY } from './discovery';
import { readDiskUsage } from './disk-usage';
import { clientOf } from './facade';
import { readFacts } from './facts';
import { createFeed } from './feed';
import { limitLog } from './log-limit';
import { createLoop, type Live, type Loop, type LoopParts } from './loop';
import { createRoster } from './roster';
import { createSearch } from './search';
import { createSelection, type EngineChoice } from './selection';
import { UnknownEngine } from './selection-errors';
import { createStatus } from './status';
import type { AsideConnection, Engine, EngineAddress } from './types';
import { createVisibility } from './visibility';
import type { System } from './well-known';
import { say } from '../../../texts/say';

export interface EngineOptions extends System {
  /** The `--engine` URL, or `vm` for Slipway's own. */
  readonly flag: string | null;
  /** Slipway's own engine as it stands now; null where it cannot have one. */
  readonly own?: () => Discovered | null;
  readonly choice: EngineChoice;
  readonly saveChoice: (choice: EngineChoice) => void;
  readonly log: (line: string) => void;
}

/** Starts to look for an engine at once; `close` ends all it does. */
export function createEngine(options: EngineOptions): Engine {
  const listeners = new Set<() => void>();
  const notify = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const closing = new AbortController();
  const parts = createParts(options, notify, closing.signal);
  const { status, roster, search, selection, feed, visibility } = parts;
  const loop = createLoop(parts);
  const client = clientOf(
    () => loop.live()?.client ?? null,
    () => status.get().reason || say('Not connected to a container engine yet.'),
  );
  loop.restart();
  if (selection.wanted() !== null) void scan(parts, loop);

  return {
    client,
    subscribe: (listener) => feed.subscribe(listener),
    state: () => ({ status: status.get(), candidates: [...roster.candidates()], selected: selection.selected() }),
    onState: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    select: async (key, consent) => {
      const engine = await selection.choose(key, consent);
      notify();
      if (loop.live()?.engine.key === engine.key) return;
      status.set('connecting', engine, '');
      loop.restart();
    },
    rescan: async () => {
      search.renew();
      await scan(parts, loop);
    },
    open: (key) => openByKey(parts, key),
    facts: () => readFacts(client, loop.live()?.version ?? ''),
    diskUsage: (signal) => readDiskUsage(client, signal),
    setVisible: (visible) => visibility.set(visible),
    cliPrefix: () => prefixOf(parts, options.platform),
    address: () => addressOf(loop.live()),
    close: async () => {
      listeners.clear();
      closing.abort();
      await loop.stop();
    },
  };
}

async function openByKey({ roster, selection, closing }: LoopParts, key: string): Promise<AsideConnection> {
  if (roster.get(key) === null) await roster.refresh(selection.wanted());
  const engine = roster.get(key);
  if (engine === null) throw new UnknownEngine(key);
  const consented = (url: string): boolean => selection.consented(url);
  return openAside(engine, { consented, probe: (one, signal) => roster.probe(one, signal) }, closing);
}

function prefixOf({ status, roster }: LoopParts, platform: NodeJS.Platform): string {
  const key = status.get().engine?.key;
  const engine = key === undefined ? null : roster.get(key);
  return cliPrefix(engine, engine !== null && roster.isCliDefault(engine), platform);
}

function addressOf(live: Live | null): EngineAddress | null {
  if (live === null || 'failure' in live.engine.reach) return null;
  const { socket, reach } = live.engine;
  const { endpoint, tls } = reach.target;
  const { version } = live;
  // It wakes a machine that sleeps.
  if (socket !== undefined)
    return { endpoint: { kind: 'local', path: socket, url: `unix://${socket}` }, tls: null, version };
  return { endpoint, tls, version };
}

function createParts(options: EngineOptions, onChange: () => void, closing: AbortSignal): LoopParts {
  const log = limitLog(options.log);
  const roster = createRoster({
    system: options,
    flag: options.flag === OWN_KEY ? null : options.flag,
    ...(options.own && { own: options.own }),
    consented: (url) => selection.consented(url),
    onChange,
  });
  const selection = createSelection(roster, options);
  return {
    status: createStatus(onChange),
    feed: createFeed((error) => log('listener', `engine: a listener failed: ${String(error)}`)),
    roster,
    search: createSearch(roster, () => selection.wanted()),
    selection,
    visibility: createVisibility(),
    closing,
    log,
  };
}

/** Looks for engines and asks all but the connected one; what was known of them stands until they answer. */
async function scan({ roster, selection, closing }: LoopParts, loop: Loop): Promise<void> {
  await roster.refresh(selection.wanted());
  const live = loop.live();
  if (live === null) selection.unstick();
  else if (roster.get(live.engine.key)?.url !== live.engine.url) loop.restart();
  loop.wake();
  const others = roster.engines().filter(({ key }) => key !== loop.live()?.engine.key);
  await Promise.all(others.map((engine) => roster.probe(engine, closing)));
}
