import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { seriousFindings } from '../axe';
import { expect, test } from '../fixtures';
import { PAYLOADS, watchForHits } from '../hostile-payloads';
import { ComposePage } from '../pages/compose-page';

const IMAGE = 'slipway/busybox:1';
/** A call of docker-compose takes a second, and its containers more. */
const TOOK = { timeout: 60_000 };

const shopFile = (greeting: string, cache = '    networks: [back]\n'): string => `version: "3.9"
services:
  db:
    image: ${IMAGE}
    init: true
    command: sh -c "touch /data/ready; sleep 1000"
    volumes: ["data:/data"]
    healthcheck: { test: ["CMD", "test", "-e", "/data/ready"], interval: 1s, retries: 30 }
    networks: [back]
  web:
    build: ./web
    image: shop/web
    init: true
    environment: { GREETING: "${greeting}" }
    depends_on: { db: { condition: service_healthy } }
    networks: [back]
  cache:
    image: ${IMAGE}
    init: true
    command: sleep 1000
${cache}networks: { back: {} }
volumes: { data: {} }
`;

let folder = '';

const write = (name: string, text: string): void => fs.writeFileSync(path.join(folder, name), text);

test.beforeEach(({ tidied: _tidied }) => {
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-compose-')), 'shop');
  fs.mkdirSync(path.join(folder, 'web'), { recursive: true });
  write('web/Dockerfile', `FROM ${IMAGE}\nCMD ["sleep", "1000"]\n`);
  write('docker-compose.yml', shopFile('moin'));
});

test.afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

test('a project by click: added, up, changed, scaled, stopped, without orphans, down', async ({ engine, page }) => {
  const compose = new ComposePage(page);
  const project = ['--filter', 'label=com.docker.compose.project=shop'];
  const idOf = (name: string): Promise<string> => engine.docker('inspect', '-f', '{{.Id}}', name);
  await compose.open();
  await expect(page.getByText('No compose projects')).toBeVisible();
  await compose.add(folder, 'shop');
  await expect(compose.service('db')).toHaveAccessibleName('Service db, Not created');

  await compose.askUp();
  await expect(compose.plan).toContainText('web');
  await expect(compose.command).toContainText(`--project-directory ${folder}`);
  expect(await seriousFindings(page, '[role=dialog]')).toEqual([]);
  await compose.confirm('Up');
  await compose.ended('shop is up.');
  await expect(compose.service('db')).toHaveAccessibleName('Service db, Running, healthy, expanded', TOOK);
  // What the CLI itself has of it.
  const { stdout } = await promisify(execFile)('docker-compose', ['ps', '-q'], {
    cwd: folder,
    env: { ...process.env, DOCKER_HOST: engine.url },
  });
  const ids = stdout.trim().split('\n').sort();
  expect(ids).toEqual((await engine.docker('ps', '-q', '--no-trunc', ...project)).split('\n').sort());
  for (const name of ['shop_db_1', 'shop_web_1', 'shop_cache_1']) await expect(compose.container(name)).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);

  // Only what was changed is made anew.
  const before = await Promise.all(['shop_db_1', 'shop_web_1'].map(idOf));
  write('docker-compose.yml', shopFile('hello'));
  await compose.askUp();
  await expect(compose.plan).toContainText('environment.GREETING');
  await compose.confirm('Up');
  await expect(compose.strip).toContainText('Up');
  await expect.poll(() => idOf('shop_web_1').catch(() => before[1]), TOOK).not.toBe(before[1]);
  expect(await idOf('shop_db_1')).toBe(before[0]);
  await expect(compose.strip).toContainText('Done', TOOK);

  await compose.service('cache').getByRole('button', { name: 'One cache more' }).click();
  await compose.ended('shop is scaled.');
  await expect(compose.container('shop_cache_2')).toHaveAccessibleName(/Running/);
  await expect(compose.service('cache')).toHaveAccessibleName(/2 of 2 running/);

  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await compose.ended('shop is stopped.');
  expect(await engine.docker('ps', '-q', ...project)).toBe('');
  await expect(compose.service('db')).toHaveAccessibleName(/Exited \d+/);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await compose.ended('shop is started.');
  expect((await engine.docker('ps', '-q', ...project)).split('\n')).toHaveLength(4);
});

test('orphans are named and removed, and down says which data goes', async ({ engine, page }) => {
  const compose = new ComposePage(page);
  const env = { ...process.env, DOCKER_HOST: engine.url };
  await promisify(execFile)('docker-compose', ['up', '-d'], { cwd: folder, env });
  write('docker-compose.yml', shopFile('moin').replace(/ {2}cache:\n(?: {4}.*\n)+/, ''));
  await compose.open();
  await expect(compose.row('shop')).toHaveAccessibleName(/Running/, TOOK);
  await compose.openDetails('shop');
  await expect(compose.service('cache')).toContainText('orphan');
  await page.getByRole('button', { name: 'Project actions' }).click();
  await page.getByRole('menuitem', { name: 'Remove orphans…' }).click();
  await expect(compose.dialog).toContainText('shop_cache_1');
  await compose.confirm('Remove');
  await compose.ended('shop has no orphans any more.');
  await expect(compose.service('cache')).toHaveCount(0);
  expect(await engine.docker('ps', '-q', '--filter', 'name=shop_cache')).toBe('');

  await compose.tab('Graph');
  await expect(compose.node('web')).toHaveAccessibleName(/starts after db \(healthy\)/);
  await compose.node('db').focus();
  await page.keyboard.press('ArrowRight');
  await expect(compose.node('web')).toBeFocused();
  expect(await seriousFindings(page, '[role=tabpanel]')).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(compose.service('web')).toBeFocused();
  await compose.tab('Networks and volumes');
  await expect(page.getByRole('row', { name: /^shop_data, volume, Exists/ })).toContainText('db');
  await compose.tab('Stats');
  await expect(page.getByRole('row', { name: /^All together/ })).toContainText('%', TOOK);
  await compose.tab('Events');
  await expect(page.getByRole('row', { name: /^container shop_cache_1 destroy/ })).toBeVisible();

  await page.getByRole('button', { name: 'Down…', exact: true }).click();
  await expect(compose.alert).toContainText('Volumes stay as they are.');
  await expect(compose.command).not.toContainText('--volumes');
  await compose.alert.getByRole('checkbox', { name: 'Delete its volumes, too' }).check();
  await expect(compose.alert.getByRole('list', { name: 'Volumes that are deleted' })).toContainText(/shop_data\s*db/);
  await expect(compose.command).toContainText('--volumes');
  expect(await seriousFindings(page, '[role=alertdialog]')).toEqual([]);
  await compose.confirm('Down, and delete 1 volume');
  await expect.poll(() => engine.docker('volume', 'ls', '-q', '--filter', 'name=shop_data'), TOOK).toBe('');
  expect(await engine.docker('ps', '-aq')).toBe('');
});

test('by keyboard alone; what is missing is said; a run tells all it did', async ({ page }) => {
  write('docker-compose.yml', `services:\n  one:\n    image: ${IMAGE}\n    init: true\n    command: sleep 1000\n`);
  const compose = new ComposePage(page);
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await page.keyboard.press('c');
  await page.getByRole('heading', { level: 1, name: 'Compose' }).waitFor();
  await page.keyboard.press('n');
  await expect(compose.dialog.getByRole('textbox', { name: 'Folder or compose file' })).toBeFocused();
  await page.keyboard.type(`${folder}/nowhere`);
  await page.keyboard.press('Enter');
  await expect(compose.dialog).toContainText('cannot be read');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(folder);
  await page.keyboard.press('Enter');
  await expect(compose.dialog.getByRole('radio', { name: /^shop/ })).toBeChecked();
  await compose.dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  await expect(compose.details('shop')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(compose.row('shop')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Up…' }).press('Enter');
  await expect(compose.dialog.getByRole('button', { name: 'Up', exact: true })).toBeFocused();
  await expect(compose.command).toContainText(' up ');
  await page.keyboard.press('Enter');
  await expect(compose.row('shop')).toHaveAccessibleName(/^shop, Running, 1\/1/, TOOK);
  await expect(page.getByText('shop is up.')).toBeVisible();

  await compose.row('shop').focus();
  await page.keyboard.press('Enter');
  await compose.tab('Runs');
  await compose.runs.getByRole('row', { name: /^Up, Done/ }).focus();
  await page.keyboard.press('Enter');
  const run = page.getByRole('region', { name: 'Run', exact: true });
  await expect(run.getByRole('group', { name: 'Command' })).toContainText('docker-compose');
  await expect(run.getByRole('group', { name: 'Output' })).toContainText('Creating shop_one_1');
  expect(await seriousFindings(page)).toEqual([]);
  await page.reload();
  await expect(run.getByRole('list', { name: 'Steps' })).toContainText('shop_one_1');

  fs.rmSync(path.join(folder, 'docker-compose.yml'));
  await compose.open();
  await expect(compose.row('shop')).toContainText('missing');
  await compose.openDetails('shop');
  await expect(page.getByRole('note')).toContainText('missing');
  await expect(compose.service('one')).toHaveAccessibleName(/Running/);
});

test('hostile names are text, and their pages can be reached', async ({ engine, page }) => {
  const hits = watchForHits(page);
  const compose = new ComposePage(page);
  const [image, escape, bidi] = [PAYLOADS[0], PAYLOADS[12], PAYLOADS[14]];
  for (const [name, project, service] of [
    ['h1', image, bidi],
    ['h2', `100%41 ${bidi}`, image],
    ['h3', `x${escape}`, escape],
  ] as const)
    await engine.docker(
      ...['run', '-d', '--init', '--name', name, '--label', `com.docker.compose.project=${project}`],
      ...['--label', `com.docker.compose.service=${service}`, IMAGE, 'sleep', '1000'],
    );
  await compose.open();
  const rows = page.getByRole('grid', { name: 'Compose projects' }).getByRole('row', { name: /Running/ });
  await expect(rows).toHaveCount(3);
  for (const at of [0, 1, 2]) {
    await rows.nth(at).getByRole('link').first().click();
    await expect(compose.services.getByRole('row', { name: /^Container h\d,/ })).toBeVisible();
    await page.reload();
    await expect(compose.services.getByRole('row', { name: /^Container h\d,/ })).toBeVisible();
    for (const tab of ['Graph', 'Networks and volumes', 'Files', 'Runs']) await compose.tab(tab);
    await page.getByRole('button', { name: 'Down…', exact: true }).click();
    await expect(compose.alert).toBeVisible();
    expect(await hits()).toEqual([]);
    await page.keyboard.press('Escape');
    await compose.open();
  }
});

test('a compose file that is dropped onto another view becomes a project', async ({ page, containers }) => {
  const compose = new ComposePage(page);
  const target = path.join(path.dirname(folder), 'dropped');
  await containers.filter.waitFor();
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'my-compose.yaml'));
    const event = { dataTransfer, bubbles: true, cancelable: true };
    document.querySelector('main')?.dispatchEvent(new DragEvent('dragover', event));
    document.querySelector('main')?.dispatchEvent(new DragEvent('drop', event));
  }, 'services: { one: { image: "<b>x</b>" } }');
  await expect(compose.dialog).toContainText('<b>x</b>');
  await compose.dialog.getByRole('textbox', { name: 'Folder' }).fill(target);
  expect(await seriousFindings(page, '[role=dialog]')).toEqual([]);
  await compose.confirm('Save');
  await expect(compose.details('dropped')).toBeVisible();
  await expect(compose.service('one')).toHaveAccessibleName('Service one, Not created');
  expect(fs.readFileSync(path.join(target, 'my-compose.yaml'), 'utf8')).toContain('<b>x</b>');
});
