import { performance } from 'node:perf_hooks';
import type { Page } from '@playwright/test';
import type { Dockerd } from '../../testing/dockerd.mjs';
import { until } from '../../testing/dockerd.mjs';

const LIST_MS = 120_000;

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** A container with one big file and one big folder; resolves with its id. */
export async function prepareFiles(engine: Dockerd, mb: number, entries: number): Promise<string> {
  const many = `mkdir /many; cd /many; i=0; while [ $i -lt ${String(entries)} ]; do : > f$i; i=$((i+1)); done`;
  const big = `dd if=/dev/urandom of=/big bs=1000000 count=${String(mb)}`;
  const command = `${big}; ${many}; touch /ready; sleep 100000`;
  const id = await engine.docker('run', '-d', '--name', 'files', '--init', 'slipway/busybox:1', 'sh', '-c', command);
  const isReady = async (): Promise<boolean> => (await engine.docker('exec', 'files', 'ls', '/')).includes('ready');
  await until(isReady, LIST_MS, 'the files are there');
  return id;
}

const tree = (page: Page) => page.getByRole('treegrid', { name: 'Files' });
const pathBox = (page: Page) => page.getByRole('textbox', { name: 'Path' });

async function showRoot(page: Page, id: string): Promise<void> {
  if (await tree(page).isVisible()) return;
  await page.goto(new URL(`/containers/${id}/files`, page.url()).href);
  await tree(page)
    .getByRole('row', { name: /^big, / })
    .waitFor({ timeout: LIST_MS });
}

/** ms from the click to the whole file on disk. */
export async function downloadInPage(page: Page, id: string, file: string, to: string): Promise<number> {
  await showRoot(page, id);
  await tree(page)
    .getByRole('row', { name: /^big, / })
    .click({ button: 'right' });
  const start = performance.now();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download', exact: true }).click(),
  ]);
  // Resolves when the browser has all of it.
  if ((await download.failure()) !== null) throw new Error(`the download of ${file} failed`);
  const ms = performance.now() - start;
  await download.saveAs(to);
  return ms;
}

/** ms from the choice of the file to the engine's answer. */
export async function uploadFromPage(page: Page, file: string): Promise<number> {
  const uploaded = page.getByRole('region', { name: 'Transfers' }).getByText(/^Uploaded/);
  const before = await uploaded.count();
  const start = performance.now();
  await page.getByLabel('Files to upload').setInputFiles(file);
  const replace = page.getByRole('button', { name: 'Replace' });
  const done = async (): Promise<boolean> => {
    if (await replace.isVisible()) await replace.click();
    return (await uploaded.count()) > before;
  };
  await until(done, LIST_MS, 'it is uploaded');
  return performance.now() - start;
}

/** ms from the wish to the painted list. */
export async function listed(page: Page, folder: string, entries: number): Promise<number> {
  await pathBox(page).fill('/etc');
  await pathBox(page).press('Enter');
  await tree(page)
    .getByRole('row', { name: /^passwd, / })
    .waitFor();
  await pathBox(page).fill(folder);
  const start = performance.now();
  await pathBox(page).press('Enter');
  await page.getByText(new RegExp(`^${entries.toLocaleString('en')} here`)).waitFor({ timeout: LIST_MS });
  return performance.now() - start;
}
