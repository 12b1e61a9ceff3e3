import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';

/** What a spec asks of a running Slipway, whichever host it runs on. */
export interface LaunchOptions {
  /** `--engine`; null: let it look for itself. */
  readonly engineUrl: string | null;
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  /** As on the very first start; else its user has been here before. */
  readonly firstRun?: boolean;
}

const BEEN_HERE = { done: true, tourDone: true };

/** One of a newer version must stay as it is. */
const isOurs = (settings: object): boolean => 'version' in settings && settings.version === 1;

/** Settings of somebody who was here before, beside those that are there. What is no settings file stays as it is. */
export function settle({ dataDir, firstRun = false }: LaunchOptions): void {
  if (firstRun) return;
  const file = path.join(dataDir, 'settings.json');
  fs.mkdirSync(dataDir, { recursive: true });
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '{"version":1}';
  try {
    const settings: unknown = JSON.parse(text);
    if (typeof settings === 'object' && settings !== null && !('welcome' in settings) && isOurs(settings))
      fs.writeFileSync(file, JSON.stringify({ ...settings, welcome: BEEN_HERE }));
  } catch {
    // A spec's broken file.
  }
}

export interface RunningSlipway {
  readonly page: Page;
  /** Process id of the main process. */
  readonly pid: number;
  /** Ends it as a user would. */
  close(): Promise<void>;
}
