import type { StopCause } from '../../contract/stop-cause';
import type { Break, Happening } from './history';
import type { Inspected } from './inspected';
import { signalOfExit } from './signals';
import { startFailureOf } from './start-failure';

/** All that a cause is judged by. */
export interface Evidence extends Seen {
  readonly inspected: Inspected;
}

/** What its end is judged by. */
export interface Seen {
  readonly inspected: Pick<Inspected, 'oomKilled' | 'stopTimeout' | 'memoryBytes'>;
  /** Oldest first. */
  readonly happenings: readonly Happening[];
  /** When events were not followed. */
  readonly breaks: readonly Break[];
  /** Since when every deed of Slipway's own is known as such. */
  readonly ownKnownFrom: number;
}

const SIGKILL_CODE = 137;
/** An event's time and inspect's differ by what the engine does between. */
const SAME_MS = 3000;
/** The engine's own grace where the container has none. */
const DEFAULT_GRACE_S = 10;
/** From its last container's end until the engine itself is gone. */
const ENGINE_END_MS = 12_000;
/** A signal that ends a process does it about at once. */
const AT_ONCE_MS = 2000;

/** Why a container is as it is. What was not seen is told as not seen, never guessed. */
export function causeOf(evidence: Evidence): StopCause {
  const { state, health, error, startedAt, exitCode, finishedAt } = evidence.inspected;
  if (state === 'running' || state === 'paused') {
    if (health?.status === 'unhealthy') return { kind: 'unhealthy', streak: health.failingStreak };
    return { kind: 'running' };
  }
  if (error !== '') return { kind: 'start-failed', code: exitCode, failure: startFailureOf(error) };
  if (state === 'dead') return { kind: 'dead' };
  if (startedAt === null && finishedAt === null) return { kind: 'never-started' };
  return exitCode === null || finishedAt === null ? { kind: 'unknown' } : ended(evidence, exitCode, finishedAt);
}

/** How the run ended that did so at `finishedAt`. */
export function ended(evidence: Seen, code: number, finishedAt: number): StopCause {
  const { inspected, happenings, breaks } = evidence;
  const run = lastRun(happenings, finishedAt);
  const oom = inspected.oomKilled || (run !== null && isOom(run));
  const byRequest = run === null ? null : stopped(run, evidence, code);
  // A stop that the program did not survive is one, whatever was killed in it before.
  if (oom && (byRequest === null || code === SIGKILL_CODE))
    return { kind: 'oom', code, whole: code === SIGKILL_CODE, limitBytes: inspected.memoryBytes };
  if (endedWithEngine(run, breaks, finishedAt)) return { kind: 'engine-ended', code };
  if (byRequest !== null) return byRequest;
  const witness = run === null ? 'not-observed' : 'none';
  const signal = signalOfExit(code);
  return signal === null ? { kind: 'exit', code, witness } : { kind: 'signal', code, signal, witness };
}

/** The events of the run that ended last. */
interface Run {
  /** From its start until its end. */
  readonly before: readonly Happening[];
  readonly die: Happening;
  readonly after: readonly Happening[];
}

/** The engine hears of an end and of what brought it about by two ways, in any order. */
function isOom({ before, die, after }: Run): boolean {
  const next = after.findIndex(({ action }) => action === 'start');
  const late = after.slice(0, next < 0 ? after.length : next).filter(({ at }) => at - die.at < SAME_MS);
  return [...before, ...late].some(({ action }) => action === 'oom');
}

/** null: its end was not seen. */
function lastRun(happenings: readonly Happening[], finishedAt: number): Run | null {
  const at = happenings.findLastIndex(
    ({ action, at: when }) => action === 'die' && Math.abs(when - finishedAt) < SAME_MS,
  );
  const die = happenings[at];
  if (die === undefined) return null;
  const start = happenings.findLastIndex(({ action }, index) => index < at && (action === 'start' || action === 'die'));
  return { before: happenings.slice(start + 1, at), die, after: happenings.slice(at + 1) };
}

/** What the engine told of right after the end. */
const soonAfter = ({ die, after }: Run): readonly string[] =>
  after.filter(({ at }) => at - die.at < SAME_MS).map(({ action }) => action);

/** Asked for through the engine, by whomever; null: not asked for. */
function stopped(run: Run, evidence: Seen, code: number): StopCause | null {
  const { before, die } = run;
  const grace = ((evidence.inspected.stopTimeout ?? DEFAULT_GRACE_S) + 2) * 1000;
  const kills = before.filter(({ action, at }) => action === 'kill' && die.at - at <= Math.max(grace, AT_ONCE_MS));
  const soon = soonAfter(run);
  const isStop = soon.includes('stop');
  const ending = signalOfExit(code);
  const telling = kills.filter(({ signal, at }) => isStop || signal === ending || die.at - at < AT_ONCE_MS);
  const [sent] = telling;
  if (sent === undefined && !isStop) return null;
  const own = telling.some((kill) => kill.own) || (isStop && die.own);
  const how = soon.includes('restart') ? 'restart' : isStop ? 'stop' : soon.includes('destroy') ? 'remove' : 'kill';
  return {
    kind: 'stopped',
    code,
    by: own ? 'slipway' : die.at < evidence.ownKnownFrom ? 'unknown' : 'other',
    how,
    signal: sent?.signal ?? null,
    forced: telling.length > 1 && telling.at(-1)?.signal === 'SIGKILL' && sent?.signal !== 'SIGKILL',
  };
}

/**
 * It ended while the engine did: in the time without a connection, or asked to, by nobody of ours, right before. Without
 * an event of its end only a break that holds it can tell.
 */
function endedWithEngine(run: Run | null, breaks: readonly Break[], finishedAt: number): boolean {
  return breaks.some(({ from, to }) => {
    const during = finishedAt >= from - AT_ONCE_MS && (to === null || finishedAt <= to + AT_ONCE_MS);
    if (run === null) return during;
    const asked = run.before.some(({ action }) => action === 'kill');
    if (!asked || run.die.own) return false;
    // One that was killed ends what it had left once it is back, and tells of it like anybody's kill.
    return finishedAt <= from ? from - finishedAt <= ENGINE_END_MS : during && !soonAfter(run).includes('stop');
  });
}
