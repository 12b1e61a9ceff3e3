import { createPause } from '../engine/pause';
import { cut, list, record as loose, text } from '../engine/loose';
import type { Engine } from '../engine/types';
import type { Calls, Seen } from './calls';
import { type Said, verbatim } from '../../../texts/said';
import { say, sayAll } from '../../../texts/say';

const TELLING = /^(?:die|oom|start|destroy|health_status)/;
const OUTPUT_LIMIT = 1000;

export interface Watched {
  readonly id: string;
  readonly graceMs: number;
}

/**
 * Resolves with null once the container is well: healthy, or, where it has no health check, running for the grace time. Else
 * with why not, in words for the user. Rejects with EngineError when the engine goes away.
 */
export async function wellness(
  { engine, calls }: { readonly engine: Pick<Engine, 'subscribe'>; readonly calls: Calls },
  { id, graceMs }: Watched,
  signal: AbortSignal,
): Promise<string | null> {
  const pause = createPause();
  const stop = engine.subscribe({
    connected: () => pause.wake(),
    disconnected: () => pause.wake(),
    event: (event) => {
      if (event.type === 'container' && event.id === id && TELLING.test(event.action)) pause.wake();
    },
  });
  const end = performance.now() + graceMs;
  try {
    for (;;) {
      const seen = await calls.look(id);
      const left = end - performance.now();
      const verdict = judge(seen, left <= 0, graceMs);
      if (verdict !== 'wait') return verdict.reason;
      // What ends within the last few milliseconds has no event yet: one look after the time is over.
      await pause.wait(Math.max(1, left), signal);
      if (signal.aborted) throw signal.reason;
    }
  } finally {
    stop();
  }
}

type Verdict = 'wait' | { readonly reason: string | null };

function judge(seen: Seen | null, over: boolean, graceMs: number): Verdict {
  if (seen === null) return { reason: say('It was deleted.') };
  const restarts = Number(loose(seen.raw).RestartCount) > 0;
  if (!seen.running || seen.restarting || restarts)
    return { reason: sayAll(say('It ended with exit code {exitCode}.', { exitCode: seen.exitCode }), errorOf(seen)) };
  switch (seen.health) {
    case 'healthy':
      return { reason: null };
    case 'unhealthy':
      return { reason: sayAll(say('Its health check failed.'), lastProbe(seen)) };
    case 'starting':
      if (graceMs === 0) return { reason: null };
      return over
        ? {
            reason: sayAll(
              say('It did not become healthy within {seconds} s.', { seconds: Math.round(graceMs / 1000) }),
              lastProbe(seen),
            ),
          }
        : 'wait';
    default:
      return over ? { reason: null } : 'wait';
  }
}

const errorOf = ({ raw }: Seen): Said => verbatim(cut(text(loose(raw.State).Error), OUTPUT_LIMIT));

const lastProbe = ({ raw }: Seen): Said => {
  const probes = list(loose(loose(raw.State).Health).Log);
  const said = text(loose(probes.at(-1)).Output).trim();
  return said === '' ? verbatim('') : say('It said: {said}', { said: cut(said, OUTPUT_LIMIT) });
};
