import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { type Cdp, connectCdp } from './cdp';

export interface Chromium {
  readonly cdp: Cdp;
  /** Resolves once the process is gone and its profile removed. */
  close(): Promise<void>;
}

/** A headless Chromium of our own, its files in `folder`. It also ends when this process does: its pipe breaks. */
export function startChromium(folder: string): Chromium {
  const profile = path.join(folder, 'chromium');
  const args = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-popup-blocking',
    '--no-first-run',
    '--no-startup-window',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
  ];
  const child = spawn(process.env.SLIPWAY_CHROMIUM ?? '/usr/bin/chromium', args, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const cdp = connectCdp(child.stdio[3] as Writable, child.stdio[4] as Readable);
  return {
    cdp,
    close: async () => {
      void cdp.send('Browser.close').catch(() => undefined);
      const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await exited;
      clearTimeout(late);
      fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
