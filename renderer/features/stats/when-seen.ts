/** Runs `start` while the page can be seen, and what it returned when it no longer is; until the returned function is called. */
export function whileSeen(start: () => () => void): () => void {
  let stop: (() => void) | null = null;
  const update = (): void => {
    if (document.hidden === (stop === null)) return;
    if (stop === null) stop = start();
    else {
      stop();
      stop = null;
    }
  };
  document.addEventListener('visibilitychange', update);
  update();
  return () => {
    document.removeEventListener('visibilitychange', update);
    stop?.();
    stop = null;
  };
}
