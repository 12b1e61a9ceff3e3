import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogFormatError, readFrames, readTerminal, type MessageReader, type TakeMessage } from './messages';

interface Said {
  readonly stream: number;
  readonly micros: number;
  readonly text: string;
}

const STAMP = '2026-11-21T19:17:36.123456789Z';
const MICROS = Date.parse('2026-11-21T19:17:36Z') * 1000 + 123_456;

const frame = (stream: number, payload: Buffer): Buffer => {
  const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
};

/** What the reader takes when the bytes come in these chunks. */
function taken(read: (take: TakeMessage) => MessageReader, bytes: Buffer, cuts: readonly number[]): Said[] {
  const said: Said[] = [];
  const reader = read(({ stream, micros, bytes: all, start, end }) => {
    said.push({ stream, micros, text: all.toString('latin1', start, end) });
  });
  const edges = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  edges.slice(1).forEach((edge, index) => reader.push(bytes.subarray(edges[index], edge)));
  reader.end();
  return said;
}

const cutsIn = (bytes: Buffer) => fc.array(fc.nat(bytes.length), { maxLength: 40 });
const line = fc
  .uint8Array({ maxLength: 60 })
  .map((bytes) => Buffer.from(bytes.map((byte) => (byte === 10 ? 11 : byte))));

describe('the stream of a container without a terminal', () => {
  it('is the same messages however it is cut', () => {
    const messages = fc.array(fc.tuple(fc.constantFrom(1, 2), line), { maxLength: 30 });
    const cutMessages = messages.chain((said) => {
      const bytes = Buffer.concat(
        said.map(([stream, text]) => frame(stream, Buffer.concat([Buffer.from(`${STAMP} `), text, Buffer.from('\n')]))),
      );
      return fc.tuple(fc.constant(said), fc.constant(bytes), cutsIn(bytes));
    });
    fc.assert(
      fc.property(cutMessages, ([said, bytes, cuts]) => {
        expect(taken(readFrames, bytes, cuts)).toEqual(
          said.map(([stream, text]) => ({ stream, micros: MICROS, text: `${text.toString('latin1')}\n` })),
        );
      }),
    );
  });

  it.each([
    ['2026-11-21T19:17:36Z x\n', MICROS - 123_456],
    ['2026-11-21T19:17:36.1Z x\n', MICROS - 23_456],
    ['2026-11-21T20:17:36.123456+01:00 x\n', MICROS],
    ['2026-11-21T19:17:36.123456789Z x\n', MICROS],
  ])('has the time of %j', (text, micros) => {
    expect(taken(readFrames, frame(1, Buffer.from(text)), [])).toEqual([{ stream: 1, micros, text: 'x\n' }]);
  });

  it('takes a message without a time as it stands, at the time of the one before', () => {
    const bytes = Buffer.concat([frame(1, Buffer.from(`${STAMP} a\n`)), frame(2, Buffer.from('b\n'))]);
    expect(taken(readFrames, bytes, [])).toEqual([
      { stream: 1, micros: MICROS, text: 'a\n' },
      { stream: 2, micros: MICROS, text: 'b\n' },
    ]);
  });

  it('is refused when it is something else', () => {
    expect(() => taken(readFrames, Buffer.from('<html>not a log</html>'), [])).toThrow(LogFormatError);
  });
});

describe('the stream of a container with a terminal', () => {
  const stamped = (text: string): Buffer => Buffer.from(`${STAMP} ${text}`, 'latin1');

  it('is the same lines however it is cut', () => {
    const lines = fc.array(line, { maxLength: 20 });
    const cutLines = lines.chain((said) => {
      const bytes = Buffer.concat(said.map((text) => stamped(`${text.toString('latin1')}\r\n`)));
      return fc.tuple(fc.constant(said), fc.constant(bytes), cutsIn(bytes));
    });
    fc.assert(
      fc.property(cutLines, ([said, bytes, cuts]) => {
        expect(taken(readTerminal, bytes, cuts).map(({ text }) => text)).toEqual(
          said.map((text) => `${text.toString('latin1')}\r\n`),
        );
      }),
    );
  });

  it('has no timestamps within long lines, whatever their pieces', () => {
    const pieces = [16_384, 16_384, 20_000, 7].map((length, index) => String(index).repeat(length));
    const bytes = Buffer.concat([...pieces.map(stamped), Buffer.from('\n')]);
    for (const cuts of [[], [10, 16_390, 16_420, 40_000], [16_384 + 31, 16_384 + 40]]) {
      const said = taken(readTerminal, bytes, cuts);
      expect(said.map(({ text }) => text).join('')).toBe(`${pieces.join('')}\n`);
      expect(said).toHaveLength(4);
    }
  });

  it('keeps what an unfinished line has said when the stream ends', () => {
    expect(taken(readTerminal, stamped('login: '), [])).toEqual([{ stream: 1, micros: MICROS, text: 'login: ' }]);
  });
});
