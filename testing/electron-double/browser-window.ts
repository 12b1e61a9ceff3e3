import { EventEmitter } from 'node:events';
import { app, openWindows } from './application';
import { record } from './record';
import { WebContents } from './web-contents';

interface Options {
  readonly show?: boolean;
  readonly webPreferences?: { readonly preload?: string };
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  #closed = false;

  static getAllWindows(): BrowserWindow[] {
    return [...openWindows].filter((window) => window instanceof BrowserWindow);
  }

  constructor(options: Options) {
    super();
    const preload = options.webPreferences?.preload;
    if (preload === undefined) throw new Error('the double opens windows with a preload only');
    this.webContents = new WebContents(preload);
    app.emit('web-contents-created', {}, this.webContents);
    openWindows.add(this);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    this.webContents.once('destroyed', () => this.#gone());
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  close(): void {
    this.webContents.close();
  }

  destroy(): void {
    this.webContents.close();
    this.#gone();
  }

  isDestroyed(): boolean {
    return this.#closed;
  }

  isMinimized(): boolean {
    return false;
  }

  readonly restore = (): void => undefined;

  show(): void {
    record.shown += 1;
  }

  focus(): void {
    record.focused += 1;
  }

  #gone(): void {
    if (this.#closed) return;
    this.#closed = true;
    openWindows.delete(this);
    this.emit('closed');
    app.windowClosed();
  }
}
