// A page that nothing listens in on. The usual driver of browsers has each one report its network: every message of a
// WebSocket is copied, encoded and sent to the driver, which costs as much as what is measured where many megabytes come by it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { CHROMIUM, CHROMIUM_ARGS } from '../../e2e/hosts/browser';

export interface PlainPage {
  /** Runs before the page's own scripts, from its next load on. */
  addInitScript(script: (() => void) | string): Promise<void>;
  goto(url: string): Promise<void>;
  /** The function must be whole in itself; its argument and its result travel as JSON. */
  evaluate<T>(work: () => T | Promise<T>): Promise<T>;
  evaluate<T, A>(work: (given: A) => T | Promise<T>, given: A): Promise<T>;
  /** As one piece, as an input method gives it. */
  type(text: string): Promise<void>;
  press(key: 'Enter' | 'Control+c' | 'x'): Promise<void>;
  /** A script's text, in the page's global scope. */
  run(script: string): Promise<void>;
  /** Until that expression is true in the page. */
  until(expression: string): Promise<void>;
}

interface Answer {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

type Send = (method: string, params?: object, sessionId?: string) => Promise<Readonly<Record<string, unknown>>>;

const KEYS = {
  Enter: { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  'Control+c': { key: 'c', code: 'KeyC', windowsVirtualKeyCode: 67, modifiers: 2 },
  x: { key: 'x', code: 'KeyX', windowsVirtualKeyCode: 88, text: 'x' },
} as const;
const WAIT_MS = 30_000;

/** Chrome DevTools Protocol, over the browser's own socket. */
function speak(socket: WebSocket): Send {
  let last = 0;
  const waiting = new Map<
    number,
    { resolve: (result: Readonly<Record<string, unknown>>) => void; reject: (error: Error) => void }
  >();
  socket.on('message', (data: Buffer) => {
    const { id, result, error } = JSON.parse(data.toString('utf8')) as Answer;
    const asked = waiting.get(id ?? 0);
    if (asked === undefined) return;
    waiting.delete(id ?? 0);
    if (error === undefined) asked.resolve(result ?? {});
    else asked.reject(new Error(error.message));
  });
  return (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params, sessionId }));
    });
}

function pageOf(send: Send, session: string): PlainPage {
  const call = (method: string, params: object = {}) => send(method, params, session);
  const run = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await call('Runtime.evaluate', {
      ...{ expression, awaitPromise: true, returnByValue: true },
    });
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { readonly value?: unknown }).value;
  };
  const until = async (expression: string): Promise<void> => {
    const end = Date.now() + WAIT_MS;
    while ((await run(expression)) !== true) {
      if (Date.now() > end) throw new Error(`the page never had ${expression}`);
      await delay(20);
    }
  };
  return {
    until,
    run: async (script) => {
      await run(`${script}\n;true`);
    },
    addInitScript: async (script) => {
      const source = typeof script === 'string' ? script : `(${script.toString()})()`;
      await call('Page.addScriptToEvaluateOnNewDocument', { source });
    },
    goto: async (url) => {
      await call('Page.navigate', { url });
      await until(
        `location.href.startsWith(${JSON.stringify(new URL(url).origin)}) || ${String(url === 'about:blank')}`,
      );
      await until(`document.readyState === 'complete'`);
    },
    evaluate: async <T>(work: (given: never) => T | Promise<T>, given?: unknown): Promise<T> =>
      (await run(`(${work.toString()})(${given === undefined ? '' : JSON.stringify(given)})`)) as T,
    type: async (text) => {
      await call('Input.insertText', { text });
    },
    press: async (key) => {
      await call('Input.dispatchKeyEvent', { type: 'keyDown', ...KEYS[key] });
      await call('Input.dispatchKeyEvent', { type: 'keyUp', ...KEYS[key] });
    },
  };
}

/** In a browser of its own, 1280 by 800. */
export async function withPlainPage(work: (page: PlainPage) => Promise<void>): Promise<void> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-bench-browser-'));
  const args = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--window-size=1280,800'];
  const browser = spawn(CHROMIUM, [...CHROMIUM_ARGS, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => browser.once('exit', resolve));
  try {
    const socket = new WebSocket(await addressIn(browser.stderr));
    await once(socket, 'open');
    const send = speak(socket);
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
    const page = pageOf(send, String(sessionId));
    await send('Page.enable', {}, String(sessionId));
    // The TypeScript runner wraps named functions in a call of this, also in those that are sent to the page.
    await page.addInitScript('globalThis.__name = (fn) => fn');
    await work(page);
    await send('Browser.close');
    await ended;
  } finally {
    browser.kill('SIGKILL');
    await ended;
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function addressIn(stderr: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stderr) {
    text += String(chunk);
    const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error(`the browser did not say where it listens: ${text}`);
}
