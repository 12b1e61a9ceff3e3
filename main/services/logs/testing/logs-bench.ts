import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LogRow, LogSelection, LogStatus } from '../../../contract/logs';
import type { ContainerChange } from '../../../contract/containers';
import { engineAt } from '../../engine/testing/engine-at';
import type { Engine } from '../../engine/types';
import type { DownloadOffer, Transfers } from '../../shell/transfers';
import { createLogs, type Logs } from '../logs';
import type { View } from '../view/view';

const SCANNER = new URL('../scan/worker.ts', import.meta.url).href;

/** The same thread as in the app, from its source. */
export const startScanner = (): Worker =>
  new Worker(`import('tsx/esm/api').then(({ register }) => { register(); return import('${SCANNER}'); });`, {
    eval: true,
  });

/** A view as a page has it, its last status included. */
export interface OpenView {
  readonly view: View;
  readonly status: () => LogStatus;
  /** All rows that are shown. */
  rows(): Promise<LogRow[]>;
  close(): void;
}

export interface LogsBench {
  readonly logs: Logs;
  readonly connected: () => boolean;
  open(selection: LogSelection, range?: { since?: number; until?: number }): Promise<OpenView>;
  /** What a file exported from the view would hold. */
  exported(view: View, what: 'all' | 'shown', format: 'plain' | 'timestamps' | 'jsonl'): Promise<Buffer>;
  close(): Promise<void>;
}

const PAGE = 500;

async function allRows(view: View): Promise<LogRow[]> {
  const rows: LogRow[] = [];
  for (;;) {
    const part = await view.rows(rows.length, PAGE);
    rows.push(...part.rows);
    if (part.rows.length < PAGE) return rows;
  }
}

/** What mirrors an engine's containers: another noun's affair. */
export type Mirror = (engine: Engine) => {
  watch(signal: AbortSignal): AsyncIterable<ContainerChange>;
  close(): void;
};

/** Keeps the last download that was offered. */
function keepOffer() {
  let offered: DownloadOffer | null = null;
  const transfers: Transfers = {
    download: (offer) => {
      offered = offer;
      return { id: '', url: '' };
    },
    upload: () => ({ id: '', url: '' }),
  };
  return { transfers, offered: (): DownloadOffer | null => offered };
}

/** Logs of the engine at `url`, and all that they need. */
export function openLogsBench(url: string, mirror: Mirror): LogsBench {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-logs-'));
  const engine = engineAt(url);
  const log = (line: string): void => console.error(line);
  const containers = mirror(engine);
  const { transfers, offered } = keepOffer();
  const watch = (signal: AbortSignal) => containers.watch(signal);
  const logs = createLogs({ engine, containers: watch, transfers, dataDir, startScanner, log });
  return {
    logs,
    connected: () => engine.state().status.state === 'connected',
    open: async (selection, { since = null, until = null }: { since?: number | null; until?: number | null } = {}) => {
      const closing = new AbortController();
      const statuses = logs.open(selection, { since, until }, closing.signal)[Symbol.asyncIterator]();
      const first = await statuses.next();
      if (first.done === true) throw new Error('no status');
      let last: LogStatus = first.value;
      const follow = async (): Promise<void> => {
        for (let next = await statuses.next(); next.done !== true; next = await statuses.next()) last = next.value;
      };
      void follow();
      const view = logs.view(last.view);
      return { view, status: () => last, rows: () => allRows(view), close: () => closing.abort() };
    },
    exported: async (view, what, format) => {
      logs.export(view.id, what, format);
      const content = await offered()?.open(new AbortController().signal);
      const parts: Buffer[] = [];
      for await (const part of content?.body ?? []) parts.push(part as Buffer);
      return Buffer.concat(parts);
    },
    close: async () => {
      await logs.close();
      containers.close();
      await engine.close();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
