import { expect, test } from 'vitest';
import { demux } from './frames';

test('demux parts the streams', () => {
  const frame = (stream: number, text: string): Buffer => {
    const head = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
    head.writeUInt32BE(text.length, 4);
    return Buffer.concat([head, Buffer.from(text)]);
  };
  const all = Buffer.concat([frame(1, 'a'), frame(2, 'err'), frame(1, 'b'), Buffer.from([1, 0])]);
  expect(demux(all)).toEqual({ stdout: 'ab', stderr: 'err' });
});
