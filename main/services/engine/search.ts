import type { Found } from './connection';
import type { Named } from './discovered';
import type { Failure } from './failure';
import type { Roster } from './roster';
import { isLocal } from './target';
import { say } from '../../../texts/say';

/** Files are read again, and other machines asked again, at most this often while nothing answers. */
const REFRESH_MS = 10_000;

/** Decides which engine to connect to. */
export interface Search {
  find(signal: AbortSignal): Promise<Found>;
  /** The next `find` looks at everything anew. */
  renew(): void;
}

/** @param wanted Key of the engine to use; null: the first that answers. */
export function createSearch(roster: Roster, wanted: () => string | null): Search {
  let refreshedAt = -Infinity;

  return {
    renew: () => (refreshedAt = -Infinity),
    find: async (signal) => {
      const due = performance.now() - refreshedAt > REFRESH_MS;
      if (due) await roster.refresh(wanted());
      if (due) refreshedAt = performance.now();
      const key = wanted();
      if (key === null) return findAny(roster, due, signal);
      const engine = roster.get(key);
      if (engine === null) return nothing(roster);
      return ask(roster, engine, signal);
    },
  };
}

async function ask(roster: Roster, engine: Named, signal: AbortSignal): Promise<Found> {
  const outcome = await roster.probe(engine, signal);
  if (!outcome.ok) return { ok: false, engine, failure: outcome.failure };
  if (!('target' in engine.reach)) return { ok: false, engine, failure: engine.reach.failure };
  return { ok: true, engine, target: engine.reach.target, answer: outcome.value };
}

/** All at once; the first in order that answers. */
async function findAny(roster: Roster, remote: boolean, signal: AbortSignal): Promise<Found> {
  const here = ({ reach }: Named): boolean => 'target' in reach && isLocal(reach.target);
  const asked = roster.engines().filter((engine) => remote || here(engine));
  for (const answer of asked.map((engine) => ask(roster, engine, signal))) {
    const found = await answer;
    if (found.ok) return found;
  }
  return nothing(roster);
}

/** What stands in the way of an engine that is there tells more than all the places where none is. */
function nothing(roster: Roster): Found {
  const telling = roster
    .candidates()
    .find(({ state }) => state !== 'absent' && state !== 'unsupported' && state !== 'probing' && state !== 'connected');
  const state: Failure['state'] = telling?.state === 'not-responding' ? 'not-responding' : 'absent';
  const reason = telling?.reason ?? say('No container engine was found on this computer.');
  return { ok: false, engine: null, failure: { state, reason, code: null } };
}
