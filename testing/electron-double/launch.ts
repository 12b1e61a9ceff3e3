import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Command } from './control';

export interface LaunchOptions {
  /** The built main process. */
  readonly main: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Launched {
  readonly pid: number;
  ask(command: Command): Promise<unknown>;
  /** Polls in the page until the expression is true, at most `withinMs`. */
  until(expression: string, withinMs?: number): Promise<void>;
  /** Its exit code; null if a signal ended it. */
  readonly exited: Promise<number | null>;
  stderr(): string;
  /** The steps of its end, in order. */
  notes(): readonly string[];
  /** Ends it, whatever state it is in; resolves with its exit code. */
  end(): Promise<number | null>;
}

interface Reply {
  readonly note?: string;
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

const END_MS = 10_000;

/** Goes to the images and drops a file there, as if it were chosen: of zeros in the page's eyes, whatever lies at its path. */
export async function dropOnImages(app: Launched, name: string, size: number): Promise<void> {
  await app.ask({ do: 'evaluate', expression: `document.querySelector('nav a[href="/images"]').click()` });
  const grid = `document.querySelector('[role=grid][aria-label=Images]')`;
  await app.until(`${grid} !== null`);
  const drop = `(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(${String(size)})], '${name}'));
    ${grid}.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  })()`;
  await app.ask({ do: 'evaluate', expression: drop });
}

/** Starts a built main process on the double. */
export function launch({ main, args, env }: LaunchOptions): Launched {
  const register = new URL('./register.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', register, main, ...args], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  const notes: string[] = [];
  let stderr = '';
  child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
  const waiting = new Map<number, (reply: Reply) => void>();
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      for (const [id, answer] of waiting) answer({ id, error: `it ended (${String(code)}): ${stderr}` });
      resolve(code);
    });
  });
  child.on('message', (reply: Reply) => {
    if (reply.note !== undefined) notes.push(reply.note);
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  let lastId = 0;
  const ask = (command: Command): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))));
      if (child.connected) child.send({ id, command });
      else reject(new Error(`it has ended: ${stderr}`));
    });
  return {
    pid: child.pid ?? 0,
    ask,
    until: async (expression, withinMs = 30_000) => {
      const deadline = performance.now() + withinMs;
      let last: unknown;
      // One that has ended will not become true.
      while (performance.now() < deadline && child.connected) {
        last = await ask({ do: 'evaluate', expression }).catch((error: unknown) => error);
        if (last === true) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(
        `not true within ${withinMs} ms: ${expression} (last: ${String(last)})${child.connected ? '' : `; it has ended: ${stderr}`}`,
      );
    },
    exited,
    notes: () => notes,
    stderr: () => stderr,
    end: async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), END_MS);
      const code = await exited;
      clearTimeout(late);
      return code;
    },
  };
}
