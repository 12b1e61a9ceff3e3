// A long day: containers come and go once a second, a log of 1,000 lines a second is on the screen, two shells are open. What the
// main process holds must not grow. `npx tsx bench/soak.bench.ts [minutes=480]`. Its garbage is collected before each sample: how much
// of it V8 lets lie differs by some 30 MB from minute to minute, and would hide what is held. Below two hours the slope is mostly
// chance: then only what was gained since it was warm is judged.
import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Dockerd } from '../testing/dockerd.mjs';
import { type BenchApp, withApp } from './lib/app';
import { withEngine } from './lib/engine';
import { median, pssMb, report, round } from './lib/figures';
import { type Collector, createCollector, type Held } from './lib/held';

const MINUTES = Number(process.argv[2] ?? 480);
const HOUR = 60;
/** The first hour, or the first third of a short run. */
const WARM_MINUTES = MINUTES > 2 * HOUR ? HOUR : MINUTES / 3;
const SAMPLES = 240;
const CHATTER = 'while :; do seq 100; usleep 100000; done';
const SHELL = 'while :; do date; sleep 1; done\n';

interface Sample extends Held {
  readonly minute: number;
  /** MB, before the garbage was collected. */
  readonly loose: number;
  readonly fds: number;
}

const fdsOf = (pid: number): number => fs.readdirSync(`/proc/${String(pid)}/fd`).length;

/** Least squares, MB an hour. */
function slope(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, one) => sum + of(one), 0) / samples.length;
  const [hour, pss] = [mean(({ minute }) => minute / HOUR), mean((one) => one.pss)];
  const products = samples.reduce((sum, one) => sum + (one.minute / HOUR - hour) * (one.pss - pss), 0);
  const squares = samples.reduce((sum, one) => sum + (one.minute / HOUR - hour) ** 2, 0);
  return products / squares;
}

/** One thing a second, until the end. Rejects with what the engine says. */
async function churn(engine: Dockerd, end: AbortSignal): Promise<number> {
  const steps = [
    ['run', '-d', '--name', 'passing', '-l', 'com.docker.compose.project=soak', 'slipway/busybox:1', 'sleep', '1000'],
    ['kill', 'passing'],
    ['start', 'passing'],
    ['rm', '-f', 'passing'],
  ] as const;
  for (let done = 0; ; done++) {
    if (end.aborted) return done;
    await engine.docker(...(steps[done % steps.length] ?? []));
    await delay(1000);
  }
}

async function openAll(page: Page): Promise<void> {
  const open = async (name: string, tab: string): Promise<void> => {
    await page
      .getByRole('row', { name: new RegExp(`^${name}`) })
      .getByRole('link')
      .first()
      .click();
    const details = page.getByRole('region', { name: `Container ${name}` });
    await details.getByRole('tab', { name: tab, exact: true }).click();
  };
  await open('shells', 'Terminal');
  for (const number of [1, 2]) {
    if (number > 1) await page.getByRole('button', { name: 'New terminal' }).click();
    await page.getByRole('button', { name: 'Open the shell' }).click();
    await page.getByRole('region', { name: 'Terminal', exact: true }).waitFor();
    await delay(1000);
    await page.keyboard.type(SHELL);
  }
  await open('chatty', 'Logs');
  await page.getByRole('grid', { name: 'Log lines' }).waitFor();
}

async function sample(pid: number, churned: Promise<unknown>, collector: Collector): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  for (let at = 0; at < SAMPLES; at++) {
    await Promise.race([delay((MINUTES * 60_000) / SAMPLES), churned]);
    const loose = pssMb(pid);
    samples.push({ minute: (at * MINUTES) / SAMPLES, loose, ...(await collector.held(pid)), fds: fdsOf(pid) });
  }
  return samples;
}

const course = (samples: readonly Sample[], of: (sample: Sample) => number): string =>
  Array.from({ length: 10 }, (_, at) => samples.slice((at * SAMPLES) / 10, ((at + 1) * SAMPLES) / 10))
    .map((part) => round(median(part.map(of)), 1))
    .join(' ');

function judge(samples: readonly Sample[]): void {
  process.stdout.write(`By tenths of the time, MB: PSS without garbage ${course(samples, ({ pss }) => pss)}\n`);
  process.stdout.write(`  held by JavaScript ${course(samples, ({ live }) => live)}\n`);
  process.stdout.write(`  PSS with garbage ${course(samples, ({ loose }) => loose)}\n`);
  const warm = samples.filter(({ minute }) => minute >= WARM_MINUTES);
  const third = Math.ceil(warm.length / 3);
  const [early, late] = [warm.slice(0, third), warm.slice(-third)].map((part) => median(part.map(({ pss }) => pss)));
  const gained = (late ?? 0) - (early ?? 0);
  const perHour = slope(warm);
  if (MINUTES >= 2 * HOUR)
    report('main process, memory after it is warm', `${String(round(perHour))} MB/h`, '<= 1 MB/h', perHour <= 1);
  else
    report(
      'main process, gained once warm',
      `${String(round(gained, 1))} MB (${String(round(perHour, 1))} MB/h)`,
      '<= 3 MB',
      gained <= 3,
    );
  const fds = warm.map((one) => one.fds);
  const middle = median(fds);
  const spread = Math.max(...fds.map((count) => Math.abs(count - middle)));
  report('main process, file descriptors', `${String(middle)}, off by ${String(spread)} at most`, '+-5', spread <= 5);
}

const collector = createCollector();
await withEngine(async (engine) => {
  await engine.docker('run', '-d', '--init', '--name', 'chatty', 'slipway/busybox:1', 'sh', '-c', CHATTER);
  await engine.docker('run', '-d', '--init', '--name', 'shells', 'slipway/busybox:1', 'sleep', '1000000');
  const work = async ({ page, pid }: BenchApp): Promise<void> => {
    await openAll(page);
    const end = new AbortController();
    const churned = churn(engine, end.signal);
    const samples = await sample(pid, churned, collector);
    end.abort();
    process.stdout.write(`${String(MINUTES)} min, ${String(await churned)} changes\n`);
    judge(samples);
  };
  await withApp(engine.url, work, {}, collector.env);
}).finally(() => collector.remove());
