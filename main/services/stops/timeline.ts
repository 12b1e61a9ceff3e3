import type { TimelineEntry } from '../../contract/stops';
import type { Happening } from './history';
import type { Inspected } from './inspected';

const LONGEST = 60;
/** An event is told a little after what it tells of. */
const SAME_MS = 3000;

const RUNS: readonly Inspected['state'][] = ['running', 'paused'];

/** The engine notes a start when it has been told of it: a program that ends at once has ended by then. */
function startOf({ state, startedAt, finishedAt }: Inspected): number | null {
  if (startedAt === null || finishedAt === null || RUNS.includes(state)) return startedAt;
  return Math.min(startedAt, finishedAt);
}

/** What happened to a container, oldest first: what was told, and what only its own record has. */
export function timelineOf(inspected: Inspected, happenings: readonly Happening[]): readonly TimelineEntry[] {
  const told = happenings.map((happening): TimelineEntry => ({ ...happening, source: 'event' }));
  const missing = (at: number | null, action: string): TimelineEntry[] => {
    if (at === null || told.some((each) => each.action === action && Math.abs(each.at - at) < SAME_MS)) return [];
    const exitCode = action === 'die' ? inspected.exitCode : null;
    return [{ at, action, exitCode, signal: null, source: 'inspect', own: false }];
  };
  return [
    ...told,
    ...missing(inspected.createdAt, 'create'),
    ...missing(startOf(inspected), 'start'),
    ...missing(inspected.finishedAt, 'die'),
  ]
    .sort((a, b) => a.at - b.at)
    .slice(-LONGEST);
}
