import type { StopCause } from '../../../contract/stop-cause';
import type { Engine, EngineEvent } from '../../engine/types';
import { HELPER_LABEL } from '../../helpers/labels';
import type { Texts } from '../../../../texts/translate';
import type { News, Tell } from '../types';

export interface EndingsOptions {
  readonly engine: Pick<Engine, 'subscribe'>;
  /** How it ended at `at` (ms, engine clock), by all that was seen of it so far. */
  readonly endingOf: (id: string, end: { readonly at: number; readonly code: number }) => StopCause;
  readonly tell: Tell;
  readonly t: Texts['t'];
}

/** Until the engine has told what belongs to an end, and a storm has shown itself, ms. */
const SETTLE_MS = 1500;
/** Ends that wait to be told; more are a storm, whatever they are. */
const MOST = 5000;

interface End {
  readonly id: string;
  readonly name: string;
  readonly at: number;
  /** null: it did not end, but the kernel killed a process in it. */
  readonly code: number | null;
}

const nameOf = ({ id, attributes }: EngineEvent): string => attributes.name ?? id.slice(0, 12);
/** Slipway's own, or a step of the engine's own builder, which names the image by its whole id: the build tells how it ended. */
const isPart = ({ attributes }: EngineEvent): boolean =>
  attributes[HELPER_LABEL] !== undefined || attributes.image?.startsWith('sha256:') === true;

/** Containers that ended by themselves and badly, or ran out of memory. @returns What ends it. */
export function watchEndings({ engine, endingOf, tell, t }: EndingsOptions): () => void {
  let waiting: End[] = [];
  let timer: NodeJS.Timeout | null = null;
  const forget = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    waiting = [];
  };
  const flush = (): void => {
    const ends = waiting;
    forget();
    const ended = new Set(ends.filter(({ code }) => code !== null).map(({ id }) => id));
    const news = ends
      .filter(({ id, code }) => code !== null || !ended.has(id))
      .flatMap((end) => newsOf(end, end.code === null ? null : endingOf(end.id, { at: end.at, code: end.code }), t));
    if (news.length > 0) tell(news);
  };
  const stop = engine.subscribe({
    connected: () => undefined,
    // What ends right before its engine ends with it.
    disconnected: forget,
    event(event) {
      if (event.type !== 'container' || isPart(event) || waiting.length >= MOST) return;
      const end = endOf(event);
      if (end === null) return;
      waiting.push(end);
      timer ??= setTimeout(flush, SETTLE_MS).unref();
    },
  });
  return () => {
    stop();
    forget();
  };
}

function endOf(event: EngineEvent): End | null {
  const { id, timeMs: at } = event;
  if (event.action === 'oom') return { id, name: nameOf(event), at, code: null };
  if (event.action !== 'die' && event.action !== 'died') return null;
  const code = Number(event.attributes.exitCode ?? event.attributes.containerExitCode);
  return Number.isInteger(code) ? { id, name: nameOf(event), at, code } : null;
}

/** @param cause null: it goes on. */
function newsOf({ id, name, code }: End, cause: StopCause | null, t: Texts['t']): News[] {
  const route = `/containers/${encodeURIComponent(id)}/stop`;
  const about = { source: id, subject: name, route } as const;
  if (cause === null || cause.kind === 'oom')
    return [{ ...about, kind: 'outOfMemory', words: memoryWords(name, cause !== null, t) }];
  const isOwn = cause.kind === 'exit' || cause.kind === 'signal';
  if (!isOwn || code === 0 || code === null) return [];
  return [{ ...about, kind: 'died', words: deathWords(name, code, cause, t) }];
}

const memoryWords =
  (name: string, isOver: boolean, t: Texts['t']): News['words'] =>
  (count) => ({
    title: t('{name} ran out of memory', { name }),
    body: [
      isOver
        ? t('It reached its memory limit, and the kernel ended it.')
        : t('It reached its memory limit, and the kernel ended a process in it.'),
      count > 1 ? t('{count, plural, one {Once} other {# times}} in a short time.', { count }) : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  });

const deathWords =
  (name: string, code: number, cause: StopCause, t: Texts['t']): News['words'] =>
  (count) => ({
    title: count > 1 ? t('{name} keeps ending by itself', { name }) : t('{name} ended by itself', { name }),
    body: [
      cause.kind === 'signal'
        ? t('By the signal {signal}, exit code {code}.', { signal: cause.signal, code: String(code) })
        : t('With exit code {code}.', { code: String(code) }),
      count > 1 ? t('{count, plural, one {Once} other {# times}} in a short time.', { count }) : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  });
