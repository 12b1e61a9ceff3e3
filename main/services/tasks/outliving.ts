import { createPause } from '../engine/pause';

/** What `work` tells, for as long as somebody reads; it goes on when nobody does. Rejects as `work` does. */
export async function* outliving<P>(work: (tell: (item: P) => void) => Promise<void>): AsyncGenerator<P> {
  const told: P[] = [];
  const state: { over: boolean; failure: { readonly error: unknown } | null; left: boolean } = {
    ...{ over: false, failure: null, left: false },
  };
  const pause = createPause();
  const never = new AbortController().signal;
  const done = work((item) => {
    if (!state.left) told.push(item);
    pause.wake();
  })
    .catch((error: unknown) => (state.failure = { error }))
    .finally(() => {
      state.over = true;
      pause.wake();
    });
  try {
    for (let next = 0; ; next += 1) {
      while (next >= told.length && !state.over) await pause.wait(null, never);
      const item = told[next];
      if (item === undefined) break;
      yield item;
    }
    await done;
    if (state.failure !== null) throw state.failure.error;
  } finally {
    state.left = true;
    told.length = 0;
  }
}
