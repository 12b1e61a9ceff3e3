import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { inDockersWords } from './event-words';
import { createLineReader } from './ndjson';
import type { EngineEvent } from './types';

const text = v.fallback(v.string(), '');
const count = v.fallback(v.nullable(v.number()), null);

const eventLine = v.object({
  Type: v.fallback(v.string(), 'container'),
  Action: text,
  /** Before API 1.52 also here. */
  status: text,
  id: text,
  Actor: v.fallback(v.object({ ID: text, Attributes: v.fallback(v.record(v.string(), v.unknown()), {}) }), {
    ID: '',
    Attributes: {},
  }),
  time: count,
  timeNano: count,
});

/** One line of `/events`; null when it is not an event. */
export function parseEvent(line: string): EngineEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const parsed = v.safeParse(eventLine, value);
  if (!parsed.success) return null;
  const { Type, Action, status, id, Actor, time, timeNano } = parsed.output;
  const action = Action || status;
  if (action === '') return null;
  const strings = Object.entries(Actor.Attributes).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return inDockersWords({
    type: Type,
    action,
    id: Actor.ID || id,
    attributes: Object.fromEntries(strings),
    timeMs: timeNano === null ? (time ?? 0) * 1000 : Math.floor(timeNano / 1e6),
  });
}

export interface EventSink {
  event(event: EngineEvent): void;
  /** Something could not be read: events may be missing. */
  gap(): void;
}

/**
 * Reads the stream to its end, as fast as it comes: a stalled reader slows every operation of the engine. Resolves when it
 * is over, however that came about.
 */
export const drainEvents = (response: IncomingMessage, sink: EventSink): Promise<void> =>
  new Promise((resolve) => {
    const lines = createLineReader(
      (line) => {
        const event = parseEvent(line);
        if (event === null) sink.gap();
        else sink.event(event);
      },
      () => sink.gap(),
    );
    for (const over of ['end', 'error', 'aborted', 'close'] as const) response.once(over, () => resolve());
    response.on('data', (chunk: Buffer) => lines.push(chunk));
  });
