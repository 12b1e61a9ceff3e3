/** Between two pictures of a flood, ms: nobody can tell more of them apart. */
const PICTURE_MS = 40;
/** From the last sign of a flood on, ms. */
const FLOOD_MS = 100;

interface Frames {
  readonly request: (callback: FrameRequestCallback) => number;
  readonly cancel: (handle: number) => void;
}

/**
 * Frames as the browser gives them, but in a flood only some twenty a second. xterm.js draws, scrolls and measures once a frame,
 * and without a graphics card one frame takes as long as hundreds of kilobytes of output; it has no option for it.
 */
export function createFramePace(frames: Frames, now: () => number): Frames & { flood(): void } {
  /** Those that wait for a later frame than the next one: our handle, and the browser's present one. */
  const held = new Map<number, number>();
  let floodUntil = -Infinity;
  let picturedAt = -Infinity;

  return {
    request: (callback) => {
      let handle: number | null = null;
      const onFrame = (time: number): void => {
        const isEarly = time > picturedAt && time - picturedAt < PICTURE_MS && now() < floodUntil;
        if (isEarly && handle !== null) {
          held.set(handle, frames.request(onFrame));
          return;
        }
        if (handle !== null) held.delete(handle);
        picturedAt = time;
        callback(time);
      };
      handle = frames.request(onFrame);
      return handle;
    },
    cancel: (handle) => {
      frames.cancel(held.get(handle) ?? handle);
      held.delete(handle);
    },
    flood: () => {
      floodUntil = now() + FLOOD_MS;
    },
  };
}

let installed: ReturnType<typeof createFramePace> | null = null;

/** Much output came. The first time, the window's frames are put under this pace, for good. */
export function flood(): void {
  installed ??= install();
  installed.flood();
}

function install(): ReturnType<typeof createFramePace> {
  const request = window.requestAnimationFrame.bind(window);
  const cancel = window.cancelAnimationFrame.bind(window);
  const pace = createFramePace({ request, cancel }, () => performance.now());
  window.requestAnimationFrame = pace.request;
  window.cancelAnimationFrame = pace.cancel;
  return pace;
}
