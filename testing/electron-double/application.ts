import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import { type Chromium, startChromium } from './chromium';
import { takeLock } from './single-instance';

interface Closable {
  close(): void;
  destroy(): void;
}

/** Open windows, in the order they were opened. */
export const openWindows = new Set<Closable>();

let started: Chromium | undefined;
export const chromium = (): Chromium => (started ??= startChromium(app.getPath('userData')));

const preventable = (): { prevented: boolean; preventDefault(): void } => {
  const event = { prevented: false, preventDefault: () => void (event.prevented = true) };
  return event;
};

/** Tells the test, while there is somebody to tell. */
const note = (text: string): void => void process.send?.({ note: text });

const NEVER = new Promise<never>(() => undefined);

/** Electron's `app`: its lifecycle in Electron's order. */
class App extends EventEmitter {
  /** With the resources of a build beside it, which a test made. */
  readonly isPackaged = process.env.ELECTRON_DOUBLE_RESOURCES !== undefined;
  readonly #paths = new Map<string, string>();
  readonly #ready: Promise<void>;
  #isReady = false;
  #quitting = false;
  #ended = false;
  readonly #leaving: Promise<unknown>[] = [];

  constructor() {
    super();
    if (this.isPackaged)
      Object.defineProperty(process, 'resourcesPath', { value: process.env.ELECTRON_DOUBLE_RESOURCES });
    // Electron is ready once the main script has run through.
    this.#ready = new Promise((resolve) => setImmediate(resolve))
      // An app that quit before that, as a second instance does, never is.
      .then(() => (this.#ended ? NEVER : chromium().cdp.send('Browser.getVersion')))
      .then(() => {
        this.#isReady = true;
        this.emit('ready');
      });
    // As Electron does.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => this.quit());
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  getVersion(): string {
    const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { readonly version: string };
    return version;
  }

  /** As Electron: not before it is ready. */
  getPreferredSystemLanguages(): readonly string[] {
    if (!this.#isReady) throw new Error('the app is not ready');
    return ['en-US'];
  }

  /** Chromium, which has the pages here, is another's process and is not told of. */
  getAppMetrics(): readonly object[] {
    const { user, system } = process.cpuUsage();
    const cpu = { cumulativeCPUUsage: (user + system) / 1e6, percentCPUUsage: 0, idleWakeupsPerSecond: 0 };
    const memory = { workingSetSize: Math.round(process.memoryUsage.rss() / 1024) };
    return [{ pid: process.pid, type: 'Browser', cpu, memory }];
  }

  // Chromium's own pages are in a sandbox anyway, where it has one.
  readonly enableSandbox = (): void => undefined;

  readonly setAsDefaultProtocolClient = (): boolean => true;

  readonly setAppUserModelId = (): void => undefined;

  setPath(name: string, value: string): void {
    if (!fs.existsSync(value)) throw new Error(`no such folder: ${value}`);
    this.#paths.set(name, value);
  }

  getPath(name: string): string {
    const value = this.#paths.get(name);
    if (value === undefined) throw new Error(`the double has no path ${name}`);
    return value;
  }

  requestSingleInstanceLock(): boolean {
    const lock = takeLock(this.getPath('userData'), (argv) => this.emit('second-instance', {}, argv, process.cwd()));
    if (lock.told !== undefined) this.#leaving.push(lock.told);
    return lock.owned;
  }

  /** Windows first, then `will-quit`, then the end; either event can hold it up. */
  quit(): void {
    const before = preventable();
    this.emit('before-quit', before);
    note('before-quit');
    if (before.prevented) return;
    this.#quitting = true;
    for (const window of openWindows) window.close();
    if (openWindows.size === 0) this.#willQuit();
  }

  exit(code = 0): void {
    for (const window of openWindows) window.destroy();
    this.#end(code);
  }

  /** From a window that closed. */
  windowClosed(): void {
    if (openWindows.size > 0) return;
    note('last window closed');
    if (this.#quitting) this.#willQuit();
    else if (!this.emit('window-all-closed')) this.quit();
  }

  #willQuit(): void {
    const will = preventable();
    this.emit('will-quit', will);
    note(will.prevented ? 'will-quit held up' : 'will-quit');
    if (will.prevented) this.#quitting = false;
    else this.#end(0);
  }

  #end(code: number): void {
    this.#ended = true;
    note(`exit ${code}`);
    this.emit('quit', {}, code);
    const end = async (): Promise<void> => {
      await Promise.all(this.#leaving);
      await started?.close();
    };
    void end().finally(() => process.exit(code));
  }
}

export const app = new App();
