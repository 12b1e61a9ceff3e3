import type { Page } from '@playwright/test';
import { colourFindings, seriousFindings, wcagFindings } from '../axe';
import { expect, test } from '../fixtures';
import { NewsPage } from '../pages/news-page';
import { WelcomePage } from '../pages/welcome-page';
import { focusSeen, outOfReach, overlayOutOfReach, spaceText } from '../reflow';

/** Of a reader who asked for no motion. */
const endless = async (page: Page): Promise<string[]> => {
  const count = await page.evaluate(
    () => document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations === Infinity).length,
  );
  return count > 0 ? [`${String(count)} animations without an end`] : [];
};

const VIEWS = [
  ...(['/containers', '/compose', '/images', '/builds', '/logs', '/volumes', '/networks', '/ports'] as const),
  ...(['/registries', '/disk', '/bin', '/engine', '/settings', '/run', '/builds/new', '/start-sets'] as const),
  ...(['/diagnostics', '/diagnostics/report', '/diagnostics/log', '/import', '/welcome', '/engine/terminal'] as const),
  '/nowhere',
] as const;

/** What is opened over any view: its selector, and the way to it. All of them end by Escape. */
const OVERLAYS: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['[role=dialog][aria-label="Search"]', (page) => page.keyboard.press('Control+k')],
  ['[role=dialog]', (page) => page.keyboard.press('?')],
  ['section[aria-label="Tasks"]', (page) => new NewsPage(page).openTasks()],
  ['section[aria-label="Notifications"]', (page) => new NewsPage(page).openNotices()],
  [
    // The tour's card.
    '[role=dialog]',
    async (page) => {
      await show(page, '/welcome');
      await new WelcomePage(page).startTour();
    },
  ],
];

/** Within the page, as a click on a link: a load each would take as long again. */
async function show(page: Page, route: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), route);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main')).not.toBeEmpty();
}

test('every view keeps WCAG 2.2 AA in both themes, zoomed, spaced and without motion', async ({ page, run }) => {
  await run('web', '-p', '18060:80', '-e', 'DB_PASSWORD=x', '--label', 'com.docker.compose.project=shop');
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
  await expect(page.getByRole('row', { name: /^web, / })).toBeVisible();
  const found: string[] = [];
  const note = (route: string, when: string, wrong: readonly string[]): void =>
    void found.push(...wrong.map((each) => `${route}, ${when}: ${each}`));
  for (const route of VIEWS) {
    await show(page, route);
    note(route, 'dark', await wcagFindings(page));
    note(route, 'reduced motion', await endless(page));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  for (const route of VIEWS) {
    await show(page, route);
    note(route, 'light', await colourFindings(page));
  }
  // 1280 x 800 at 400 % and at 200 %; the second with the text spaced out.
  await page.setViewportSize({ width: 320, height: 640 });
  for (const route of VIEWS) {
    await show(page, route);
    note(route, '320 px', await outOfReach(page));
  }
  await page.setViewportSize({ width: 640, height: 400 });
  await spaceText(page);
  for (const route of VIEWS) {
    await show(page, route);
    note(route, '200 %, spaced', await outOfReach(page));
  }
  expect(found).toEqual([]);
});

test('so does what is opened over a view: palette, keys, tasks, notifications, tour', async ({ page, run }) => {
  await run('batch', '--', 'sh', '-c', 'exit 3');
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
  await expect(page.getByRole('row', { name: /^batch, / })).toContainText('Exited 3');
  const found: string[] = [];
  const each = async (when: string, look: (selector: string) => Promise<readonly string[]>): Promise<void> => {
    for (const [selector, open] of OVERLAYS) {
      await open(page);
      await expect(page.locator(selector)).toBeVisible();
      found.push(...(await look(selector)).map((wrong) => `${selector}, ${when}: ${wrong}`));
      await page.keyboard.press('Escape');
      await expect(page.locator(selector)).toHaveCount(0);
    }
  };
  const reach = async (selector: string): Promise<string[]> => [
    ...(await outOfReach(page)),
    ...(await overlayOutOfReach(page, selector)),
  ];
  await each('dark', async (selector) => [...(await wcagFindings(page, selector)), ...(await endless(page))]);
  await page.emulateMedia({ colorScheme: 'light' });
  await each('light', (selector) => colourFindings(page, selector));
  await page.setViewportSize({ width: 320, height: 640 });
  await each('320 px', reach);
  await page.setViewportSize({ width: 640, height: 400 });
  await spaceText(page);
  await each('200 %, spaced', reach);
  expect(found).toEqual([]);
});

test('what axe is asked for here it does find', async ({ page }) => {
  await show(page, '/nowhere');
  await page.evaluate(() => {
    const box = document.createElement('div');
    for (const label of ['a', 'b']) {
      const button = document.createElement('button');
      Object.assign(button.style, { width: '10px', height: '10px', padding: '0', border: '0', font: '6px serif' });
      button.append(label);
      box.append(button);
    }
    document.querySelector('main')?.append(document.createElement('h5'), box);
  });
  const found = (await wcagFindings(page)).join('\n');
  for (const rule of ['target-size', 'empty-heading']) expect(found).toContain(rule);
});

test('the focus is seen wherever the tab key leads, and forced colours tell what is chosen', async ({ page, run }) => {
  await run('web', '-p', '18060:80');
  await expect(page.getByRole('row', { name: /^web, / })).toBeVisible();
  const wrong: string[] = [];
  for (const route of ['/containers', '/settings', '/engine']) {
    await show(page, route);
    await page.getByRole('link', { name: 'Skip to the content' }).focus();
    const seen: string[] = [];
    for (let step = 0; step < 40; step++) {
      const focus = await focusSeen(page);
      if (focus.wrong !== '') wrong.push(`${route}, ${focus.on}: ${focus.wrong}`);
      seen.push(focus.on);
      await page.keyboard.press('Tab');
    }
    // Nothing holds it.
    expect(new Set(seen).size).toBeGreaterThan(15);
  }
  expect(wrong).toEqual([]);
  await page.emulateMedia({ forcedColors: 'active' });
  const link = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });
  await expect(link('Engine')).toHaveCSS('outline-style', 'solid');
  await expect(link('Images')).toHaveCSS('outline-style', 'none');
});

test('a screen reader is told what happens, together and in words', async ({ engine, page, run }) => {
  await run('web');
  await run('db');
  await expect(page.getByRole('row', { name: /^db, / })).toBeVisible();
  const heard = page.getByRole('status').filter({ hasText: /ended|started/ });
  await engine.docker('kill', 'web', 'db');
  await expect(heard).toHaveText(/(web ended, db ended|db ended, web ended)/);
  await engine.docker('start', 'web');
  await expect(heard).toHaveText('web started');
});

test('finds nothing serious in what is opened on a view', async ({ containers, run, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await run('web', '-p', '18060:80', '-e', 'DB_PASSWORD=x');
  await run('failed', '--', 'false');
  await expect(containers.row('failed')).toContainText(/Exited 1/);
  await containers.select('web', 'failed');
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Delete');
  await expect(containers.alert.getByRole('button', { name: 'Delete', exact: true })).toBeEnabled();
  expect(await seriousFindings(page, '[role=alertdialog]')).toEqual([]);
  await page.keyboard.press('Escape');
  await containers.row('web').click({ button: 'right' });
  expect(await seriousFindings(page, '[role=menu]')).toEqual([]);
  await page.keyboard.press('Escape');
  await containers.inspect('web');
  await expect(containers.details('web')).toContainText('DB_PASSWORD');
  expect(await seriousFindings(page)).toEqual([]);
});
