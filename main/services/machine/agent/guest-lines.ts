import * as v from 'valibot';
import { createLineReader, type LineReader } from '../../engine/ndjson';
import { type AnswerLine, answerLine, type EventLine, eventLine } from './answers';

/** UTF-16 units. The longest true answer is a log of 512 KiB, each byte escaped to six characters. */
export const GUEST_LINE_LIMIT = 4 * 1024 * 1024;
/** A boot has about a dozen events; a guest gone wild must not keep the host busy with more. */
const EVENTS_A_MINUTE = 200;
const MINUTE_MS = 60_000;

export interface GuestLineHandlers {
  readonly onAnswer: (answer: AnswerLine) => void;
  readonly onEvent: (event: EventLine) => void;
  /** A line that is neither, is too long, or one event too many. */
  readonly onGarbage: () => void;
}

/** Reads what the guest writes, in whatever chunks it comes. */
export function createGuestReader({ onAnswer, onEvent, onGarbage }: GuestLineHandlers): LineReader {
  const mayPass = createMinuteLimit(EVENTS_A_MINUTE);
  const read = (line: string): void => {
    const value = parse(line);
    const answer = v.safeParse(answerLine, value);
    if (answer.success) {
      onAnswer(answer.output);
      return;
    }
    const event = v.safeParse(eventLine, value);
    if (event.success && mayPass()) onEvent(event.output);
    else onGarbage();
  };
  return createLineReader(read, onGarbage, GUEST_LINE_LIMIT);
}

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

function createMinuteLimit(limit: number): () => boolean {
  let begunAt = -Infinity;
  let count = 0;
  return () => {
    const now = performance.now();
    if (now - begunAt > MINUTE_MS) {
      begunAt = now;
      count = 0;
    }
    count += 1;
    return count <= limit;
  };
}
