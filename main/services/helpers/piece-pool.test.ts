import { expect, test } from 'vitest';
import { createPiecePool, release } from './piece-pool';

test('a piece that was given back is used again; twice given back, it is used once', () => {
  const pool = createPiecePool();
  const whole = pool.take();
  const piece = pool.filled(whole, 5);
  expect(piece).toHaveLength(5);
  release(piece);
  release(piece);
  expect(pool.take().buffer).toBe(whole.buffer);
  expect(pool.take().buffer).not.toBe(whole.buffer);
});

test('a part of a piece, a copy, or a stranger is not given back', () => {
  const pool = createPiecePool();
  const whole = pool.take();
  const piece = pool.filled(whole, 5);
  for (const other of [piece.subarray(1), piece.subarray(0, 5), Buffer.from(piece), Buffer.alloc(9)]) release(other);
  expect(pool.take().buffer).not.toBe(whole.buffer);
});

test('what is handed on has its whole room again next time', () => {
  const pool = createPiecePool();
  const whole = pool.take();
  release(pool.filled(whole, 5));
  expect(pool.take()).toHaveLength(whole.length);
});
