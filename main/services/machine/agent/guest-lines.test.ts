import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnswerLine, EventLine } from './answers';
import { createGuestReader, GUEST_LINE_LIMIT } from './guest-lines';

const read = (chunks: Iterable<Buffer>) => {
  const answers: AnswerLine[] = [];
  const events: EventLine[] = [];
  let garbage = 0;
  const reader = createGuestReader({
    onAnswer: (answer) => answers.push(answer),
    onEvent: (event) => events.push(event),
    onGarbage: () => (garbage += 1),
  });
  for (const chunk of chunks) reader.push(chunk);
  return { answers, events, garbage };
};

function* cutAt(bytes: Buffer, lengths: readonly number[]): Iterable<Buffer> {
  let start = 0;
  for (const length of lengths) {
    yield bytes.subarray(start, start + length);
    start += length;
  }
  yield bytes.subarray(start);
}

const unicode = fc.string({ unit: 'grapheme', maxLength: 40 });
const answer = fc
  .record({ id: fc.nat(), ok: fc.boolean(), error: unicode, text: unicode })
  .map((line) => ({ kind: 'answer' as const, line: JSON.stringify(line) }));
const event = fc
  .record({ event: fc.constant('phase'), phase: unicode, uptimeMs: fc.nat() })
  .map((line) => ({ kind: 'event' as const, line: JSON.stringify(line) }));
const garbage = fc
  .oneof(
    unicode.filter((text) => text.trim() !== '' && !/[\n\r{]/.test(text)).map((text) => `!${text}`),
    fc.constantFrom(
      '{}',
      '[]',
      'null',
      '{"id":"1","ok":true}',
      '{"id":1.5,"ok":true}',
      '{"event":"unknown"}',
      '{"id":1',
    ),
    fc.constantFrom('{"event":"fault","what":"rm -rf"}', `{"event":"phase","phase":"${'x'.repeat(200)}","uptimeMs":1}`),
  )
  .map((line) => ({ kind: 'garbage' as const, line }));

test('the same answers, events and count of garbage, wherever the chunks are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(answer, event, garbage), { maxLength: 30 }), fc.array(fc.nat(100)), (lines, cuts) => {
      const bytes = Buffer.from(lines.map(({ line }) => `${line}\n`).join(''));
      const seen = read(cutAt(bytes, cuts));
      const of = (kind: string) =>
        lines.filter((line) => line.kind === kind).map(({ line }): unknown => JSON.parse(line));
      expect(seen.answers).toEqual(of('answer'));
      expect(seen.events).toEqual(of('event'));
      expect(seen.garbage).toBe(lines.filter(({ kind }) => kind === 'garbage').length);
    }),
  );
});

test('bytes of any kind do not throw, and a true line after them is read', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 500 })), (chunks) => {
      const seen = read([...chunks.map((chunk) => Buffer.from(chunk)), Buffer.from('\n{"id":7,"ok":true}\n')]);
      expect(seen.answers.at(-1)).toEqual({ id: 7, ok: true, error: '' });
    }),
  );
});

test('a line without end is one piece of garbage and holds no memory', () => {
  const chunk = Buffer.alloc(65_536, 'a');
  function* long(): Iterable<Buffer> {
    for (let sent = 0; sent < 16 * GUEST_LINE_LIMIT; sent += chunk.length) yield chunk;
    yield Buffer.from('\n{"id":7,"ok":true}\n');
  }
  const before = process.memoryUsage().heapUsed;
  expect(read(long())).toMatchObject({ garbage: 1, answers: [{ id: 7 }] });
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(4 * GUEST_LINE_LIMIT);
});

test('a storm of events is cut off', () => {
  const line = Buffer.from('{"event":"fault","what":"disk-full","detail":"x"}\n');
  const seen = read(Array.from({ length: 1000 }, () => line));
  expect(seen.events).toHaveLength(200);
  expect(seen.garbage).toBe(800);
});

test("an error's words are cut", () => {
  const seen = read([Buffer.from(`${JSON.stringify({ id: 1, ok: false, error: 'x'.repeat(100_000) })}\n`)]);
  expect(seen.answers[0]?.error).toHaveLength(4096);
});
