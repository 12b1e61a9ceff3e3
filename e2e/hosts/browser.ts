import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium } from '@playwright/test';
import { type LaunchOptions, type RunningSlipway, settle } from './host';

const ROOT = path.resolve(import.meta.dirname, '../..');
const READY_MS = 30_000;

export const CHROMIUM = process.env.SLIPWAY_CHROMIUM ?? '/usr/bin/chromium';
// Root in a container has no sandbox to give; the rest keeps the browser off the network.
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launchChromium = (...args: string[]): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [...CHROMIUM_ARGS, ...args],
  });

export interface BrowserMode {
  readonly process: ChildProcess;
  /** The latest `http://127.0.0.1:<port>/#<code>`. */
  readonly readyUrl: string;
  /** Presses Enter in its terminal and waits for the new ready line. */
  nextReadyUrl(): Promise<string>;
  /** All of its stdout so far. */
  stdout(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** `npm start -- --browser --no-open`, without npm in between, so that signals reach it. */
export async function startBrowserMode(options: LaunchOptions): Promise<BrowserMode> {
  settle(options);
  const engine = options.engineUrl === null ? [] : ['--engine', options.engineUrl];
  const args = ['scripts/start.mjs', '--browser', '--no-open', '--data-dir', options.dataDir, ...engine];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let stdout = '';
  const lines: string[] = [];
  let wake: () => void = () => undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    stdout += `${line}\n`;
    const url = /^Slipway is ready: (\S+)$/.exec(line)?.[1];
    if (url !== undefined) lines.push(url);
    wake();
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      resolve(code);
      wake();
    });
  });
  const ready = async (count: number): Promise<string> => {
    const late = setTimeout(() => child.kill('SIGKILL'), READY_MS);
    while (lines.length < count && child.exitCode === null && child.signalCode === null)
      await new Promise<void>((resolve) => (wake = resolve));
    clearTimeout(late);
    const url = lines[count - 1];
    if (url === undefined) throw new Error(`Slipway ended before its ready line; it printed: ${stdout}`);
    return url;
  };
  const readyUrl = await ready(1);
  return {
    process: child,
    readyUrl,
    nextReadyUrl: () => {
      child.stdin.write('\n');
      return ready(lines.length + 1);
    },
    stdout: () => stdout,
    stop: (signal = 'SIGINT') => {
      child.kill(signal);
      return exited;
    },
  };
}

/** A fresh browser mode, and a page of its own in the browser, with nothing that others stored there. */
export async function launchInBrowser(
  browser: Browser,
  options: LaunchOptions,
): Promise<RunningSlipway & { mode: BrowserMode }> {
  const mode = await startBrowserMode(options);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  return {
    mode,
    page,
    pid: mode.process.pid ?? 0,
    close: async () => {
      await context.close();
      const code = await mode.stop();
      if (code !== 0) throw new Error(`Slipway ended with exit code ${String(code)}`);
    },
  };
}
