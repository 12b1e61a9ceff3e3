import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import { chromium } from './application';
import { ipcMain } from './ipc';
import { type Page, openPage } from './page';
import type { MessagePortMain } from './ports';
import { record } from './record';
import { applyPermissions } from './session';

interface FromPage {
  readonly kind: 'ipc' | 'port' | 'port-close';
  readonly channel: string;
  readonly args: unknown[];
  readonly id: number;
  readonly data: unknown;
}

let lastId = 0;
let lastPort = 0;

/** Electron's WebFrameMain, of main frames only. */
export interface Frame {
  readonly frameTreeNodeId: number;
  readonly parent: Frame | null;
  readonly detached: boolean;
  readonly origin: string;
  postMessage(channel: string, message: unknown, transfer?: readonly MessagePortMain[]): void;
}

type WindowOpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

const preventable = (extra: object): { defaultPrevented: boolean; preventDefault(): void } => {
  const event = {
    ...extra,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return event;
};

export class WebContents extends EventEmitter {
  readonly id = ++lastId;
  readonly mainFrame: Frame;
  readonly #page: Promise<Page>;
  #shown: Page | undefined;
  #url = '';
  #openHandler: WindowOpenHandler = () => ({ action: 'allow' });
  readonly #ports = new Map<number, MessagePortMain>();

  constructor(preload: string) {
    super();
    this.mainFrame = this.#createFrame();
    this.#page = this.#open(fs.readFileSync(preload, 'utf8'));
    this.#page.then((page) => (this.#shown = page)).catch(() => undefined);
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#openHandler = handler;
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#page;
    this.#url = url;
    await applyPermissions(new URL(url).protocol + '//' + new URL(url).host);
    const loaded = new Promise((resolve) => this.once('did-finish-load', resolve));
    await page.load(url);
    await loaded;
  }

  getURL(): string {
    return this.#url;
  }

  setZoomFactor(factor: number): void {
    record.zoom = factor;
  }

  forcefullyCrashRenderer(): void {
    this.crash();
  }

  reload(): void {
    void this.#shown?.reload().catch(() => undefined);
  }

  async evaluate(expression: string): Promise<unknown> {
    return (await this.#page).evaluate(expression);
  }

  crash(): void {
    this.#shown?.crash();
  }

  close(): void {
    this.#page.then((page) => page.close()).catch(() => undefined);
  }

  setColorScheme(scheme: 'dark' | 'light' | ''): void {
    this.#shown?.setColorScheme(scheme);
  }

  async #open(preload: string): Promise<Page> {
    const { cdp } = chromium();
    return openPage(cdp, preload, {
      navigates: (url, isMainFrame) => this.#navigates(url, isMainFrame),
      opensWindow: (url) => {
        const { action } = this.#openHandler({ url });
        record.windows.push({ url, action });
      },
      loaded: () => this.emit('did-finish-load'),
      left: () => this.#closePorts(),
      crashed: () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }),
      closed: () => {
        this.#closePorts();
        this.emit('destroyed');
      },
      message: (message) => this.#receive(message as FromPage),
    });
  }

  #navigates(url: string, isMainFrame: boolean): boolean {
    const event = preventable({ url, isMainFrame });
    this.emit('will-frame-navigate', event);
    if (isMainFrame) this.emit('will-navigate', event);
    record.navigations.push({ url, prevented: event.defaultPrevented });
    return !event.defaultPrevented;
  }

  #receive(message: FromPage): void {
    if (message.kind === 'ipc') {
      const event = { sender: this, senderFrame: this.mainFrame, ports: [] };
      ipcMain.emit(message.channel, event, ...message.args);
    } else if (message.kind === 'port') this.#ports.get(message.id)?.fromPage(message.data);
    else {
      this.#ports.get(message.id)?.close();
      this.#ports.delete(message.id);
    }
  }

  #closePorts(): void {
    for (const port of this.#ports.values()) port.close();
    this.#ports.clear();
  }

  #createFrame(): Frame {
    const origin = (): string => this.#shown?.origin() ?? 'null';
    return {
      frameTreeNodeId: this.id,
      parent: null,
      detached: false,
      get origin() {
        return origin();
      },
      postMessage: (channel, message, transfer = []) => {
        const ids = transfer.map(() => ++lastPort);
        this.#shown?.post({ kind: 'ipc', channel, args: [message], ports: ids });
        for (const [index, port] of transfer.entries()) this.#handOver(port, ids[index] ?? 0);
      },
    };
  }

  #handOver(port: MessagePortMain, id: number): void {
    this.#ports.set(id, port);
    port.transfer({
      deliver: (data) => this.#shown?.post({ kind: 'port', id, data }),
      disconnected: () => {
        this.#ports.delete(id);
        this.#shown?.post({ kind: 'port-close', id });
      },
    });
  }
}
