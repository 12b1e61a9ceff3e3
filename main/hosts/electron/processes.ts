import type { App } from 'electron';
import type { AppOptions } from '../../app';

type Processes = ReturnType<NonNullable<AppOptions['processes']>>;

const KIB = 1024;

/** Electron's processes. */
export const hostProcesses = (app: Pick<App, 'getAppMetrics'>): Processes =>
  app.getAppMetrics().map(({ pid, type, cpu, memory }) => ({
    pid,
    kind: type === 'Tab' ? 'page' : 'other',
    cpuSeconds: cpu.cumulativeCPUUsage ?? 0,
    memoryBytes: memory.workingSetSize * KIB,
  }));
