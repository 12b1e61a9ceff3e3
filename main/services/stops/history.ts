import type { EngineEvent } from '../engine/types';
import { cut } from '../engine/loose';
import { signalOfEvent } from './signals';

/** One thing that happened to a container. */
export interface Happening {
  readonly at: number;
  readonly action: string;
  readonly exitCode: number | null;
  /** Of a `kill`. */
  readonly signal: string | null;
  readonly own: boolean;
}

/** What has been seen of containers while Slipway ran. Times are the engine's, ms. */
export interface History {
  note(event: EngineEvent): void;
  /** Slipway itself asks for this now; what it returns is called at the answer. */
  noteOwn(id: string): () => void;
  /**
   * What the engine answered to a start of ours that it refused: some refusals are told to the asker only. '' after a
   * start that went well, or where none was refused.
   */
  refusedStart(id: string): string;
  noteRefusedStart(id: string, words: string): void;
  /** Events are followed from now on, or not any more. `now` by the engine's clock. */
  follow(following: boolean, now: number): void;
  of(id: string): readonly Happening[];
  /** Whether Slipway had a request for it under way, or just answered, at `at`. */
  wasOwn(id: string, at: number): boolean;
  /** Since when without a break; null: not followed. */
  since(): number | null;
  /** Times of the ends and beginnings of following, oldest first. */
  breaks(): readonly Break[];
  /** Since when every deed of Slipway's own is known. */
  readonly ownKnownFrom: number;
  clear(): void;
}

export interface Break {
  readonly from: number;
  /** null: it lasts. */
  readonly to: number | null;
}

const CONTAINERS = 1000;
const EACH = 60;
const BREAKS = 20;
const ACTION_LIMIT = 100;
/** Event times and ours differ by what the clocks do; the skew is known to a second. */
const SLACK_MS = 1500;
const DEEDS = 20;

/** Of all that happens to a container, what belongs to the story of its end. */
const TOLD: ReadonlySet<string> = new Set([
  ...['create', 'start', 'restart', 'stop', 'kill', 'die', 'oom', 'pause', 'unpause', 'health_status', 'update'],
  ...['destroy', 'rename', 'died', 'remove'],
]);

/** null: nothing to tell. */
export function happeningOf(event: EngineEvent): Happening | null {
  if (event.type !== 'container' || !TOLD.has(event.action.split(':', 1)[0] ?? '')) return null;
  const code = event.attributes.exitCode ?? event.attributes.containerExitCode;
  return {
    at: event.timeMs,
    action: event.action === 'died' ? 'die' : cut(event.action, ACTION_LIMIT),
    exitCode: code !== undefined && /^-?\d{1,5}$/.test(code) ? Number(code) : null,
    signal: signalOfEvent(event.attributes.signal),
    own: false,
  };
}

interface Deed {
  readonly from: number;
  to: number | null;
}

/** The same map, with the id as its newest, and the oldest let go. */
function put<T>(map: Map<string, T>, id: string, value: T): void {
  map.delete(id);
  map.set(id, value);
  const [oldest] = map.keys();
  if (map.size > CONTAINERS && oldest !== undefined) map.delete(oldest);
}

export function createHistory(engineNow: () => number): History {
  const seen = new Map<string, readonly Happening[]>();
  const deeds = new Map<string, readonly Deed[]>();
  const refused = new Map<string, string>();
  let breaks: readonly Break[] = [];
  let since: number | null = null;

  const wasOwn = (id: string, at: number): boolean =>
    (deeds.get(id) ?? []).some(({ from, to }) => at >= from - SLACK_MS && (to === null || at <= to + SLACK_MS));

  return {
    note(event) {
      const happening = happeningOf(event);
      if (happening === null) return;
      if (happening.action === 'start') refused.delete(event.id);
      const own = wasOwn(event.id, happening.at);
      put(seen, event.id, [...(seen.get(event.id) ?? []), { ...happening, own }].slice(-EACH));
    },
    noteOwn(id) {
      const deed: Deed = { from: engineNow(), to: null };
      put(deeds, id, [...(deeds.get(id) ?? []), deed].slice(-DEEDS));
      return () => (deed.to = engineNow());
    },
    refusedStart: (id) => refused.get(id) ?? '',
    noteRefusedStart: (id, words) => put(refused, id, words),
    follow(following, now) {
      const repeated = following === (since !== null);
      // Told again while it follows: events in between may have been lost.
      if (repeated && following) since = now;
      if (repeated) return;
      const last = breaks.at(-1);
      if (!following) breaks = [...breaks, { from: now, to: null }].slice(-BREAKS);
      else if (last?.to === null) breaks = [...breaks.slice(0, -1), { from: last.from, to: now }];
      since = following ? now : null;
    },
    of: (id) => seen.get(id) ?? [],
    wasOwn,
    since: () => since,
    breaks: () => breaks,
    ownKnownFrom: engineNow(),
    clear() {
      seen.clear();
      deeds.clear();
      refused.clear();
      breaks = [];
      since = null;
    },
  };
}
