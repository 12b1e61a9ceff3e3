import type { Page } from '@playwright/test';
import { seriousFindings } from '../axe';
import { expect, test as base } from '../fixtures';
import { KeysPage } from '../pages/keys-page';
import { LogsPage } from '../pages/logs-page';
import { PalettePage } from '../pages/palette-page';

const test = base.extend<{ palette: PalettePage; keys: KeysPage }>({
  palette: async ({ page }, use) => use(new PalettePage(page)),
  keys: async ({ page }, use) => use(new KeysPage(page)),
});

const DIALOG = '[role=dialog]';

test('the palette finds and does everything by the keyboard', async ({
  palette,
  containers,
  engine,
  frame,
  page,
  run,
}) => {
  await engine.docker('network', 'create', 'spare');
  await run('web-one');
  await run('other');
  await containers.row('web-one').waitFor();
  // A slip of the finger is forgiven.
  await palette.find('wbe-one');
  await expect(palette.active).toContainText('web-one');
  await expect(page.getByRole('status').filter({ hasText: /\d results?/ })).toBeAttached();
  expect(await seriousFindings(page, DIALOG)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.type('sto');
  await expect(palette.active).toHaveText('Stop');
  await expect(page.getByText(/^docker .*stop web-one$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(containers.row('web-one')).toContainText(/Exited/);
  // What loses something asks first, in the list's own dialog.
  await palette.find('web-one');
  await expect(palette.active).toContainText('exited');
  await page.keyboard.press('Tab');
  await page.keyboard.type('delete');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toContainText('web-one');
  await page.keyboard.press('Escape');
  // Objects that no open view watches, and actions.
  await palette.choose('bridge', 'Network');
  await expect(page.getByRole('region', { name: 'Network bridge' })).toBeVisible();
  await palette.find('spare');
  await expect(palette.active).toContainText('spare');
  await page.keyboard.press('Tab');
  await expect(palette.options).toHaveText(['Details', 'Connect a container…', 'Copy ID', 'Delete…']);
  await page.keyboard.type('delete');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toContainText('spare');
  await page.keyboard.press('Escape');
  await palette.choose('> prune networks', 'Prune networks…');
  await expect(page.getByRole('checkbox', { name: 'Delete spare' })).toBeChecked();
  await page.keyboard.press('Escape');
  await palette.choose('> disk', 'Go to Disk');
  await expect(page.getByRole('heading', { level: 1, name: 'Disk' })).toBeFocused();
  await palette.find('logs: ready');
  await expect(palette.options).toHaveText(/Find “ready” in the logs.*of 1 running container/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'Disk' })).toBeFocused();
  await frame.navigation.waitFor();
});

test(
  'keys are changed, named where they are taken, and given back',
  { tag: '@anywhere' },
  async ({ keys, frame, commandLog, page }) => {
    await frame.navigation.waitFor();
    await page.keyboard.press('?');
    await expect(keys.row('Go to the end, and follow')).toContainText('End');
    expect(await seriousFindings(page, DIALOG)).toEqual([]);
    await keys.edit('Show or hide the command log');
    await page.keyboard.press('Control+v');
    await expect(keys.alert).toContainText('copy, paste');
    await page.keyboard.press('Control+b');
    await expect(keys.alert).toContainText('“Show or hide the sidebar” (General)');
    await keys.button('Take it from there').click();
    await expect(keys.row('Show or hide the command log')).toContainText(/Ctrl\+J.*Ctrl\+B/);
    // Out of the keys of this one, not of all.
    await page.keyboard.press('Escape');
    await expect(keys.button('Change the keys of Show or hide the command log')).toBeFocused();
    await keys.filter.fill('sidebar');
    await expect(keys.row('Show or hide the sidebar')).toContainText('none');
    await page.keyboard.press('Escape');
    // It lasts, and works.
    await page.reload();
    await frame.navigation.waitFor();
    await expect(page.getByRole('button', { name: 'Hide the sidebar' })).toBeVisible();
    await page.keyboard.press('Control+b');
    await expect(commandLog.region).toBeVisible();
    await page.keyboard.press('?');
    await keys.button('Reset all…').click();
    await expect(keys.alert).toContainText('2 actions get their own keys back');
    await keys.button('Reset all').click();
    await expect(keys.row('Show or hide the sidebar')).toContainText('Ctrl+B');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+b');
    await expect(frame.navigation).toHaveCount(0);
  },
);

test('the sidebar hides and is arranged for good', { tag: '@anywhere' }, async ({ frame, palette, page }) => {
  const links = frame.navigation.getByRole('link');
  await expect(links.first()).toHaveText('Containers');
  await test.step('with little room it scrolls by itself, and the page does not', async () => {
    const size = page.viewportSize();
    await page.setViewportSize({ width: 640, height: 400 });
    await expect(links.last()).not.toBeInViewport();
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(400);
    if (size !== null) await page.setViewportSize(size);
  });
  await palette.choose('arrange', 'Arrange the sidebar');
  const dialog = page.getByRole('dialog', { name: 'Arrange the sidebar' });
  expect(await seriousFindings(page, DIALOG)).toEqual([]);
  await dialog.getByRole('checkbox', { name: 'Builds' }).focus();
  await page.keyboard.press('Space');
  await dialog.getByRole('checkbox', { name: 'Images' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(dialog.getByRole('checkbox', { name: 'Images' })).toBeFocused();
  await expect(links.first()).toHaveText('Images');
  const [grip, target] = [
    dialog.getByRole('listitem').nth(5).locator('svg').first(),
    dialog.getByRole('listitem').nth(1),
  ];
  await grip.dragTo(target);
  const views = await dialog.getByRole('listitem').count();
  // All but the one that is hidden.
  const rest = Array.from({ length: views - 5 }, () => /./);
  await expect(links).toHaveText([/Images/, /Volumes|Logs/, /Containers/, /Compose/, ...rest]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+b');
  await expect(frame.navigation).toHaveCount(0);
  await page.reload();
  await page.getByRole('button', { name: 'Show the sidebar' }).click();
  await expect(links.first()).toHaveText('Images');
  await expect(links.filter({ hasText: 'Builds' })).toHaveCount(0);
  // At 200 % zoom a window of 1280 px is one of 640 px: nothing is cut off.
  await page.setViewportSize({ width: 640, height: 400 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(await seriousFindings(page, 'footer')).toEqual([]);
  await page.getByRole('button', { name: /^Slipway itself/ }).click();
  const budget = page.getByRole('dialog', { name: 'What Slipway itself uses' });
  await expect(budget.getByRole('row', { name: /^Main process \d/ })).toContainText(/\d+ MB PSS/);
  expect(await seriousFindings(page, DIALOG)).toEqual([]);
});

const setHidden = (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate((is) => {
    Object.defineProperty(document, 'visibilityState', { value: is ? 'hidden' : 'visible', configurable: true });
    Object.defineProperty(document, 'hidden', { value: is, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

/** What the page's one connection carried, both ways. */
async function frames(page: Page): Promise<readonly string[]> {
  const all: string[] = [];
  const note = ({ payload }: { readonly payload: string | Buffer }): void =>
    void all.push(payload.toString().slice(0, 300));
  page.on('websocket', (socket) => {
    socket.on('framereceived', note);
    socket.on('framesent', note);
  });
  await page.reload();
  return all;
}

test('a hidden page gets, sends and renders nothing, and is right when it is seen again', async ({
  containers,
  engine,
  page,
  run,
}) => {
  await run('talker', '--', 'sh', '-c', 'while :; do echo line; usleep 20000; done');
  const carried = await frames(page);
  // The list, and logs that flow.
  await containers.openDetails('talker');
  await expect(new LogsPage(page).lines.getByRole('row').first()).toBeVisible();
  await setHidden(page, true);
  await page.evaluate(() => {
    const changes: string[] = [];
    new MutationObserver((all) => {
      for (const { target } of all) changes.push((target.parentElement ?? document.body).outerHTML.slice(0, 300));
    }).observe(document, {
      ...{ subtree: true, childList: true, attributes: true, characterData: true },
    });
    Object.assign(globalThis, { changes });
  });
  const rendered = (): Promise<readonly string[]> => page.evaluate('globalThis.changes');
  // What was on its way comes to rest.
  const still = async (): Promise<boolean> => {
    const before = [carried.length, (await rendered()).length];
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
    return carried.length === before[0] && (await rendered()).length === before[1];
  };
  await expect.poll(still).toBe(true);
  const before = carried.length;
  const painted = (await rendered()).length;
  for (const name of ['churn-1', 'churn-2', 'churn-3']) await run(name);
  await engine.docker('stop', '-t', '0', 'churn-1', 'churn-2');
  await engine.docker('rm', 'churn-1');
  await still();
  expect(carried.slice(before)).toEqual([]);
  expect((await rendered()).slice(painted)).toEqual([]);
  await setHidden(page, false);
  await expect(containers.row('churn-2')).toContainText(/Exited/);
  await expect(containers.row('churn-3')).toContainText(/Running/);
  await expect(containers.row('churn-1')).toHaveCount(0);
});
