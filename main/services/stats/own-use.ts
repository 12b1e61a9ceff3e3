/** Percent of one processor that this process used since the last call; null at the first. */
export function createOwnCpu(): () => number | null {
  let before: { readonly at: number; readonly used: NodeJS.CpuUsage } | null = null;
  return () => {
    const now = { at: performance.now(), used: process.cpuUsage() };
    const then = before;
    if (then !== null && now.at - then.at < 1) return null;
    before = now;
    if (then === null) return null;
    const micros = now.used.user + now.used.system - then.used.user - then.used.system;
    return micros / 10 / (now.at - then.at);
  };
}
