import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { seriousFindings } from '../axe';
import { expect, test as base } from '../fixtures';
import { StartSetsPage } from '../pages/start-sets-page';

const IMAGE = 'slipway/busybox:1';

const test = base.extend<{ sets: StartSetsPage; folder: string }>({
  sets: async ({ page, tidied: _tidied }, use) => {
    // Colours are judged as they are, not on their way.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await use(new StartSetsPage(page));
  },
  folder: async ({ dataDir }, use) => use(fs.mkdtempSync(path.join(dataDir, 'slipway-shop-'))),
});

const compose = async (url: string, cwd: string, ...args: string[]): Promise<void> => {
  const env = { ...process.env, DOCKER_HOST: url };
  await promisify(execFile)('docker-compose', args, { cwd, env });
};

const CHECK = ['--health-cmd', 'test -f /ok', '--health-interval', '300ms'];

test('a set is made by keyboard, started when each is healthy, cancelled, stopped and deleted', async ({
  sets,
  page,
  engine,
  run,
  commandLog,
}) => {
  await engine.docker(
    'create',
    '--name',
    'db',
    '--init',
    ...CHECK,
    IMAGE,
    'sh',
    '-c',
    'sleep 1; touch /ok; sleep 1000',
  );
  await engine.docker('create', '--name', 'slow', '--init', ...CHECK, IMAGE, 'sleep', '1000');
  await run('cache');
  await engine.docker('stop', 'cache');
  await sets.open();
  await expect(page.getByRole('heading', { name: 'No start sets yet' })).toBeVisible();
  await sets.begin('Morning');
  await sets.add('cach', /^cache/);
  await sets.box.fill('slo');
  await sets.box.press('ArrowDown');
  await sets.box.press('Enter');
  await sets.add('db', /^db/);
  await sets.dialog.getByRole('combobox', { name: 'After cache' }).selectOption('Pause');
  await sets.dialog.getByRole('spinbutton', { name: 'Seconds of pause after cache' }).fill('');
  await expect(sets.dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await sets.dialog.getByRole('spinbutton', { name: 'Seconds of pause after cache' }).fill('0');
  // The database first, by keys; the focus goes with it.
  const up = sets.dialog.getByRole('button', { name: 'Move db up' });
  await up.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => sets.order()).toEqual(['cache', 'db', 'slow']);
  await expect(up).toBeFocused();
  await up.click();
  await expect.poll(() => sets.order()).toEqual(['db', 'cache', 'slow']);
  expect(await seriousFindings(page)).toEqual([]);
  await sets.save();

  await expect(sets.line('Morning', 'db')).toContainText('stopped');
  await sets.press('Start', 'Morning');
  await expect(sets.line('Morning', 'db')).toContainText('db is not healthy yet');
  await expect(sets.line('Morning', 'slow')).toContainText('slow is not healthy yet');
  await expect(sets.line('Morning', 'db')).toContainText('done');
  await expect(sets.card('Morning').getByRole('status')).toContainText('2 of 3 done');
  // The button that was pressed cannot be pressed now, and the focus went on.
  await expect(sets.card('Morning').getByRole('button', { name: 'Cancel Morning' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sets.card('Morning').getByRole('status')).toContainText('The start was cancelled');
  await expect(sets.line('Morning', 'slow')).toContainText('skipped');
  await expect(sets.card('Morning').getByRole('button', { name: 'Start Morning' })).toBeFocused();
  expect(await engine.docker('inspect', '-f', '{{.State.Status}}', 'db', 'cache', 'slow')).toBe(
    'running\nrunning\nrunning',
  );
  expect(await seriousFindings(page)).toEqual([]);

  await sets.press('Stop', 'Morning');
  await expect(sets.card('Morning').getByRole('status')).toContainText('Stopped in');
  await commandLog.open();
  await expect(commandLog.region).toContainText('stop slow');
  await expect(sets.line('Morning', 'cache')).toContainText('stopped');
  await sets.begin('morning');
  await sets.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(sets.dialog.getByRole('alert')).toContainText('Another start set is called morning');
  await page.keyboard.press('Escape');
  await sets.ask('Delete', 'Morning');
  await expect(sets.alert).toContainText('Its projects and containers stay');
  await sets.alert.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'No start sets yet' })).toBeVisible();
});

test('a project is started as compose starts it, and what is held back gets its policy back', async ({
  sets,
  engine,
  folder,
  commandLog,
}) => {
  const shop = path.join(folder, 'shop');
  fs.mkdirSync(shop);
  fs.writeFileSync(
    path.join(shop, 'docker-compose.yml'),
    `version: '2.4'
services:
  web:
    image: ${IMAGE}
    init: true
    command: sleep 1000
    restart: always
`,
  );
  const policy = (): Promise<string> =>
    engine.docker('inspect', '-f', '{{.HostConfig.RestartPolicy.Name}} {{.State.Status}}', 'shop_web_1');
  await compose(engine.url, shop, 'up', '-d');
  await compose(engine.url, shop, 'stop');
  await sets.open();
  await sets.begin('Shop');
  await sets.add('shop', /^shop ?project/);
  await sets.dialog.getByRole('checkbox', { name: /^Hold back/ }).check();
  await sets.save();
  await expect(sets.card('Shop')).toContainText("Holds back 1 container from the engine's start");
  expect(await policy()).toBe('no exited');
  await sets.press('Start', 'Shop');
  await expect(sets.card('Shop').getByRole('status')).toContainText('Started in', { timeout: 30_000 });
  expect(await policy()).toBe('no running');
  await expect(sets.line('Shop', 'shop')).toContainText('that it runs counts');

  // Made anew by compose, it is held again.
  await compose(engine.url, shop, 'up', '-d', '--force-recreate');
  await expect.poll(policy).toBe('no running');
  await commandLog.open();
  await expect(commandLog.region).toContainText('update --restart no shop_web_1');
  await sets.ask('Delete', 'Shop');
  await expect(sets.alert).toContainText('gets its own restart policy back');
  await sets.alert.getByRole('button', { name: 'Delete' }).click();
  // It is there until that is done.
  await expect(sets.alert).toBeHidden();
  await expect(sets.card('Shop')).toHaveCount(0);
  expect(await policy()).toBe('always running');
});
