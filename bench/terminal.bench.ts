// A terminal from a container's process to the page's screen: throughput beside a bare xterm.js in the same browser, bytes
// under way, an interrupt in a flood, and the echo of a key beside the engine's own.
import http from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { raw } from '../testing/raw-request.mjs';
import { withPlainApp } from './lib/app';
import { startCountingProxy } from './lib/counting-proxy';
import { withEngine } from './lib/engine';
import { median, quantile, report, round } from './lib/figures';
import type { PlainPage } from './lib/plain-page';
import { bareRate, LINE } from './lib/terminal-bare';
import { installMeter, readMeter, timeUntilDrawn } from './lib/terminal-meter';

const LINES = 658_000;
/** With what the terminal adds: a carriage return a line. */
const BYTES = LINES * (LINE.length + 2);
const PAIRS = 3;
const KEYS = 200;
const INTERRUPTS = 10;

const stdinOf = async (socket: string, exec: string): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    const headers = { Connection: 'Upgrade', Upgrade: 'tcp', 'Content-Type': 'application/json' };
    const path = `/exec/${exec}/start`;
    const request = http.request({ socketPath: socket, method: 'POST', path, headers });
    request.once('upgrade', (_response, stream) => resolve(stream));
    request.once('error', reject);
    request.end(JSON.stringify({ Detach: false, Tty: true }));
  });

/** ms from a key sent to the engine's exec to its echo, without Slipway. */
async function rawEchoes(socket: string, container: string): Promise<number[]> {
  const body = { AttachStdin: true, AttachStdout: true, AttachStderr: true, Tty: true, Cmd: ['cat'] };
  const answer: unknown = JSON.parse(await raw(socket, 'POST', `/containers/${container}/exec`, body));
  const id = typeof answer === 'object' && answer !== null && 'Id' in answer ? String(answer.Id) : '';
  const stream = await stdinOf(socket, id);
  const times: number[] = [];
  await delay(500);
  for (let key = 0; key < KEYS; key++) {
    const begun = performance.now();
    const echoed = new Promise((resolve) => stream.once('data', resolve));
    stream.write('x');
    await echoed;
    times.push(performance.now() - begun);
    await delay(20);
  }
  stream.destroy();
  return times;
}

async function openShell(page: PlainPage, origin: string, container: string): Promise<void> {
  await page.goto(`${origin}/containers/${container}/terminal`);
  await page.until(`[...document.querySelectorAll('button')].some((each) => each.textContent === 'Open the shell')`);
  await page.evaluate(() =>
    [...document.querySelectorAll('button')].find((each) => each.textContent === 'Open the shell')?.click(),
  );
  await page.until(`document.activeElement?.tagName === 'TEXTAREA'`);
  await delay(1000);
}

/** Begins `cat` of the file; ms until it is drawn. */
async function cat(page: PlainPage): Promise<number> {
  const { drawn } = await readMeter(page);
  await page.type('cat /tmp/lines');
  // The last 16 KiB are not acknowledged until there is more.
  const time = timeUntilDrawn(page, drawn + BYTES - 65_536);
  await page.press('Enter');
  const took = await time;
  await delay(500);
  return took;
}

/** The most bytes that have left the engine's side of its socket and are not on the screen, during one `cat`. */
async function mostPending(page: PlainPage, passed: () => number): Promise<number> {
  const before = { passed: passed(), drawn: (await readMeter(page)).drawn };
  let most = 0;
  let over = false;
  const watch = async (): Promise<void> => {
    while (!over) {
      // The proxy is looked at first: what passes meanwhile must not count as drawn.
      const there = passed() - before.passed;
      const { drawn } = await readMeter(page);
      most = Math.max(most, there - (drawn - before.drawn));
      await delay(20);
    }
  };
  const watched = watch();
  await cat(page);
  over = true;
  await watched;
  return most;
}

/** ms from Ctrl+C in a flood to its last byte, and to draw what was in the page then. */
async function interrupt(page: PlainPage, rate: number): Promise<number> {
  await page.type('yes "$(seq 1 40 | tr "\\n" " ")"');
  await page.press('Enter');
  await delay(1500);
  const begun = await page.evaluate(() => performance.now());
  await page.press('Control+c');
  let { lastAt, received, drawn } = await readMeter(page);
  for (let quiet = 0; quiet < 10;) {
    await delay(50);
    const now = await readMeter(page);
    quiet = now.received === received ? quiet + 1 : 0;
    ({ lastAt, received } = now);
    if (quiet === 1) ({ drawn } = now);
  }
  const after = await readMeter(page);
  return lastAt - begun + (after.drawn - drawn) / 1e3 / rate;
}

/** A shell in a fresh Slipway. */
const withShell = (engineUrl: string, id: string, work: (page: PlainPage) => Promise<void>): Promise<void> =>
  withPlainApp(engineUrl, async ({ page, readyUrl }) => {
    await installMeter(page);
    await page.goto(readyUrl);
    await page.until(`document.querySelector('[role=grid] [role=row][aria-label^="web,"]') !== null`);
    await openShell(page, new URL(readyUrl).origin, id);
    await work(page);
  });

/** Returns our rate, MB/s. */
async function benchThroughput(page: PlainPage): Promise<number> {
  const graphics = await page.evaluate(() => document.querySelectorAll('.xterm canvas').length > 1);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    theirs.push(await bareRate({ cols: 64, rows: 40, lines: LINES, graphics }));
    ours.push(BYTES / (await cat(page)) / 1e3);
  }
  const ratio = median(ours) / median(theirs);
  const rates = `${String(round(median(ours), 1))} MB/s through exec, wire and page; bare, with the same ${graphics ? 'WebGL' : 'DOM'} renderer, ${String(round(median(theirs), 1))} MB/s`;
  report(
    '50 MB of cat / the same bytes in a bare xterm.js',
    `${String(round(ratio))} (${rates})`,
    '>= 0.7',
    ratio >= 0.7,
  );
  return median(ours);
}

async function benchInterrupt(page: PlainPage, rate: number): Promise<void> {
  const times: number[] = [];
  for (let count = 0; count < INTERRUPTS; count++) times.push(await interrupt(page, rate));
  const worst = Math.max(...times);
  const ms = `p50 ${String(round(median(times), 0))} ms, worst ${String(round(worst, 0))} ms of ${String(INTERRUPTS)}`;
  report('Ctrl+C in a flood to its last byte drawn', ms, '<= 200 ms', worst <= 200);
}

async function benchEcho(page: PlainPage, alone: readonly number[]): Promise<void> {
  await page.type('cat');
  await page.press('Enter');
  await delay(500);
  await page.evaluate(() => {
    globalThis.slipwayMeter.echoes = [];
  });
  for (let key = 0; key < KEYS; key++) {
    await page.press('x');
    await delay(20);
  }
  const echoes = await page.evaluate(() => globalThis.slipwayMeter.echoes);
  const added = (q: number): number => round(quantile(echoes, q) - quantile(alone, q), 1);
  const value = `p50 ${String(added(0.5))} ms, p95 ${String(added(0.95))} ms (raw exec ${String(round(median(alone), 2))} ms)`;
  const met = added(0.5) <= 8 && added(0.95) <= 20;
  report('echo of a key, added to the engine’s own', value, 'p50 <= 8 ms, p95 <= 20 ms', met);
}

await withEngine(async (engine) => {
  const id = await engine.docker('run', '-d', '--init', '--name', 'web', 'slipway/busybox:1', 'sleep', '100000');
  const make = `yes '${LINE}' | head -n ${String(LINES)} > /tmp/lines`;
  await engine.docker('exec', 'web', 'sh', '-c', make);
  await withShell(engine.url, id, async (page) => {
    const rate = await benchThroughput(page);
    await benchInterrupt(page, rate);
    await benchEcho(page, await rawEchoes(engine.socket, id));
  });
  // The proxy costs time of its own: what is under way is counted in a run of its own.
  const proxy = await startCountingProxy(engine.socket);
  await withShell(proxy.url, id, async (page) => {
    const kb = (await mostPending(page, proxy.passed)) / 1e3;
    const where = 'from the engine’s socket to the screen, socket buffers counted';
    report('bytes under way', `${String(round(kb, 0))} KB (${where})`, '<= 500 KB', kb <= 500);
  });
  await proxy.close();
});
