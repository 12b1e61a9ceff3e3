import type { Duplex } from 'node:stream';

/**
 * Joins two connections until both are done: each way with its own back-pressure and its own end (a hijacked connection
 * still answers after its input ended). What breaks one breaks the other. `active` is called with every piece. Both need
 * `allowHalfOpen`.
 */
export function relay(one: Duplex, other: Duplex, active: () => void): void {
  const breakBoth = (): void => {
    one.destroy();
    other.destroy();
  };
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on('data', active);
    from.pipe(to);
    from.on('error', breakBoth);
    // After both ends this is the normal way out, and what was written is out already.
    from.once('close', () => {
      if (!from.readableEnded || !from.writableFinished) breakBoth();
    });
  }
}
