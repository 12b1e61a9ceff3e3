/** Lets the machine sleep while nobody needs it. */
export interface Sleeper {
  /** Somebody needs it, now. */
  used(): void;
  /** The setting, or what the machine does, changed. */
  reconsider(): void;
  stop(): void;
}

export interface SleeperOptions {
  /** Minutes; 0: never. */
  readonly afterMinutes: () => number;
  /** Whether it runs, and could sleep. */
  readonly canSleep: () => boolean;
  /** Programs that are connected right now. */
  readonly clients: () => number;
  /** Rejects while the engine does not answer. */
  readonly runningContainers: () => Promise<number>;
  readonly sleep: () => Promise<void>;
  readonly log: (line: string) => void;
  /** ms by a clock that never jumps. */
  readonly now?: () => number;
  /** Of the setting's unit, ms; tests have less time. */
  readonly minuteMs?: number;
}

const MINUTE_MS = 60_000;

/** One timer for when it may be due, none while it cannot be: nothing is polled. */
export function createSleeper(options: SleeperOptions): Sleeper {
  const { afterMinutes, canSleep, clients, runningContainers, sleep, log } = options;
  const now = options.now ?? (() => performance.now());
  const minuteMs = options.minuteMs ?? MINUTE_MS;
  let usedAt = now();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const schedule = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const minutes = afterMinutes();
    if (stopped || minutes === 0 || !canSleep()) return;
    timer = setTimeout(() => void consider(), Math.max(0, usedAt + minutes * minuteMs - now()) + 1);
    timer.unref();
  };
  const isDue = (): boolean => canSleep() && clients() === 0 && now() - usedAt >= afterMinutes() * minuteMs;
  const consider = async (): Promise<void> => {
    try {
      // Asked twice: the question takes its time, and somebody may have come meanwhile.
      if (isDue() && (await runningContainers()) === 0 && isDue() && !stopped) await sleep();
      else if (canSleep()) usedAt = Math.max(usedAt, now() - (afterMinutes() - 1) * minuteMs);
    } catch (error) {
      log(`machine: it cannot sleep: ${error instanceof Error ? error.message : String(error)}`);
      usedAt = now();
    }
    schedule();
  };
  schedule();
  return {
    used: () => void (usedAt = now()),
    reconsider: schedule,
    stop: () => {
      stopped = true;
      schedule();
    },
  };
}
