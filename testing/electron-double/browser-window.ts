import { EventEmitter } from 'node:events';
import { app, openWindows } from './application';
import { record } from './record';
import { WebContents } from './web-contents';

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Options extends Partial<Bounds> {
  readonly show?: boolean;
  readonly webPreferences?: { readonly preload?: string };
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  #closed = false;
  #bounds: Bounds;

  #visible = false;
  #maximized = false;

  static getFocusedWindow(): BrowserWindow | null {
    return null;
  }

  static getAllWindows(): BrowserWindow[] {
    return [...openWindows].filter((window) => window instanceof BrowserWindow);
  }

  constructor(options: Options) {
    super();
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
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

  /** As Electron: whoever listens may keep it open. */
  close(): void {
    const event = { prevented: false, preventDefault: () => void (event.prevented = true) };
    this.emit('close', event);
    if (!event.prevented) this.webContents.close();
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
    this.#visible = true;
  }

  hide(): void {
    this.#visible = false;
  }

  isVisible(): boolean {
    return this.#visible;
  }

  maximize(): void {
    this.#maximized = true;
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  setFullScreen(): void {
    throw new Error('the double has no screen to fill');
  }

  isFullScreen(): boolean {
    return false;
  }

  getNormalBounds(): Bounds {
    return this.#bounds;
  }

  /** As a user would with the pointer. */
  drag(x: number, y: number): void {
    this.#bounds = { ...this.#bounds, x, y };
    this.emit('move');
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
