/** A frame may be late or, on a busy page, not come for long: then this is the longest a change waits, ms. */
const LATEST_MS = 50;

export interface Flusher {
  /** Calls `flush` with the next frame, 50 ms from now at the latest; while the page is hidden, when it is seen again. */
  request(): void;
  stop(): void;
}

export function createFlusher(flush: () => void): Flusher {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = false;
  const disarm = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const fire = (): void => {
    disarm();
    waiting = false;
    flush();
  };
  const arm = (): void => {
    if (document.hidden) return;
    frame = requestAnimationFrame(fire);
    timer = setTimeout(fire, LATEST_MS);
  };
  const onVisibility = (): void => {
    if (!waiting) return;
    disarm();
    if (!document.hidden) fire();
  };
  document.addEventListener('visibilitychange', onVisibility);
  return {
    request: () => {
      if (waiting) return;
      waiting = true;
      arm();
    },
    stop: () => {
      disarm();
      document.removeEventListener('visibilitychange', onVisibility);
    },
  };
}
