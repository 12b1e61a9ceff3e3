const PERIOD_MS = 60_000;
const MAX_CAUSES = 100;

/** At most one line a minute for each cause; lines hold no control characters. */
export function limitLog(log: (line: string) => void, now: () => number = () => performance.now()) {
  const last = new Map<string, number>();
  return (cause: string, line: string): void => {
    if (now() - (last.get(cause) ?? -Infinity) < PERIOD_MS) return;
    if (last.size >= MAX_CAUSES) last.clear();
    last.set(cause, now());
    log(line.replace(/\p{C}/gu, '?'));
  };
}
