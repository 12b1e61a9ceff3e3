import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { seriousFindings } from '../axe';
import { expect, test } from '../fixtures';
import { BuildsPage } from '../pages/builds-page';
import { ImagesPage } from '../pages/images-page';

const IMAGE = 'slipway/busybox:1';

/** An image is exported after its last step: that takes seconds where the machine is busy. */
const BUILT = { timeout: 60_000 };

const TWO_STAGES = `ARG GREETING=hello
FROM ${IMAGE} AS build
ARG GREETING
WORKDIR /src
COPY . .
RUN echo "$GREETING from the first stage" > out.txt && cat out.txt
FROM ${IMAGE}
COPY --from=build /src/out.txt /out.txt
CMD ["cat", "/out.txt"]
`;

let folder = '';

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
}

const read = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');

test.beforeEach(({ tidied: _tidied }) => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-build-'));
});

test.afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

test('a folder becomes an image by click, and says before what is sent', async ({ engine, page, commandLog }) => {
  write({ Dockerfile: TWO_STAGES, '.dockerignore': 'node_modules\n', 'a.txt': 'a', id_rsa: 'secret' });
  write({ 'node_modules/big.bin': 'x'.repeat(100_000) });
  const builds = new BuildsPage(page);
  await new ImagesPage(page).open();
  await page.getByRole('button', { name: 'Build', exact: true }).click();
  await builds.field('Folder').fill(`${folder}/nowhere`);
  await builds.field('Folder').press('Tab');
  await expect(page.getByText('cannot be read')).toBeVisible();
  await builds.fill(folder, 'Not A Name');
  await expect(builds.context).toContainText('4 files, 1 ignored');
  await expect(builds.context).toContainText('id_rsa: perhaps a secret');
  await builds.begin();
  await expect(page.getByRole('alert')).toContainText('has no spaces');
  expect(await seriousFindings(page)).toEqual([]);
  await builds.field('Tag 1').fill('team/two:1');
  await builds.field('Argument GREETING').fill('moin');
  await expect(builds.command).toContainText('--build-arg GREETING=moin');
  await expect(builds.command).toContainText('--tag team/two:1');
  await builds.begin();

  const details = builds.details('team/two:1');
  await expect(builds.end).toHaveText('team/two:1 is built.', BUILT);
  await expect(details).toContainText('Done');
  await builds.steps.getByRole('option', { name: /RUN echo/ }).click();
  await expect(details.getByRole('group', { name: /^Lines of / })).toContainText('moin from the first stage');
  await details.getByRole('searchbox', { name: 'Find in this log' }).fill('FIRST');
  await expect(details).toContainText('1 of 1');
  await commandLog.open();
  await expect(commandLog.region).toContainText('--build-arg GREETING=moin');
  await page.getByRole('button', { name: 'Open the image' }).click();
  await expect(page.getByRole('region', { name: 'Image team/two:1' })).toBeVisible();
  expect(await engine.docker('run', '--rm', 'team/two:1')).toBe('moin from the first stage');
});

test('what fails is shown at its line, mended in the app, and built again from the cache', async ({ engine, page }) => {
  write({ Dockerfile: `FROM ${IMAGE}\nRUN echo ${path.basename(folder)} > /kept\nRUN echo about to fail; exit 3\n` });
  const builds = new BuildsPage(page);
  await builds.fill(folder, 'mended:1');
  await builds.begin();
  const details = builds.details('mended:1');
  await expect(builds.end).toHaveText('The build of mended:1 failed.', BUILT);
  await expect(details).toContainText('The build failed at line 3');
  await expect(details.getByRole('group', { name: /^Lines of / })).toContainText('about to fail');
  await details.getByRole('button', { name: 'Show line 3' }).click();
  await expect(details.getByRole('textbox', { name: 'Dockerfile as it was built' })).toContainText('exit 3');
  await expect(details).toContainText('As it was built, and as it is now.');
  expect(await seriousFindings(page)).toEqual([]);
  await details.getByRole('button', { name: 'Edit', exact: true }).first().click();

  const editor = builds.editor('Dockerfile');
  await expect(builds.problems).toContainText('Error, line 3');
  await builds.problems.getByRole('button').first().click();
  await expect(editor).toBeFocused();
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('RUNN echo mended');
  await expect(builds.problems).toContainText('Unknown instruction: RUNN');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type('COP');
  await expect(page.getByRole('option', { name: 'COPY' })).toBeVisible();
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type('RUN echo mended');
  await expect(page.getByRole('status').filter({ hasText: 'Not saved yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Save and build' }).click();
  await expect(builds.end).toHaveText('mended:1 is built.', BUILT);
  expect(read('Dockerfile')).toContain('\nRUN echo mended\n');
  await expect(builds.steps.getByRole('option', { name: /RUN echo slipway-build.*Cached/ })).toBeVisible();
  expect(await engine.docker('run', '--rm', 'mended:1', 'cat', '/kept')).toBe(path.basename(folder));

  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(builds.rows('mended:1')).toHaveCount(2);
  for (const row of await builds.rows('mended:1').all()) await row.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('row', { name: /^State/ })).toHaveText(/FailedDone/);
  await expect(page.getByRole('row', { name: /RUN echo mended/ })).toContainText('not there');
  await expect(page.getByRole('textbox', { name: 'Changes of the Dockerfile' })).toContainText('RUN echo mended');
});

test('nobody’s text is lost: a file that somebody else wrote, and one that is left', async ({ page }) => {
  write({ Dockerfile: `FROM ${IMAGE}\n` });
  const builds = new BuildsPage(page);
  await builds.fill(folder, 'kept:1');
  await page.getByRole('button', { name: 'Edit', exact: true }).first().click();
  const editor = builds.editor('Dockerfile');
  await expect(editor).toBeFocused();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('ENV MINE=1');
  write({ Dockerfile: `FROM ${IMAGE}\nENV THEIRS=1\n` });
  await page.keyboard.press('Control+s');
  await expect(builds.alert).toContainText('changed meanwhile');
  await expect(builds.alert.getByRole('textbox')).toContainText('THEIRS');
  await builds.alert.getByRole('button', { name: 'Keep editing' }).click();
  expect(read('Dockerfile')).toContain('THEIRS');
  await page.keyboard.press('Control+s');
  await builds.alert.getByRole('button', { name: 'Overwrite' }).click();
  await expect(builds.saved).toBeVisible();
  expect(read('Dockerfile')).toBe(`FROM ${IMAGE}\nENV MINE=1`);

  // What is not saved waits; what was written meanwhile is shown when one comes back.
  await editor.focus();
  await page.keyboard.type(' MORE=2');
  await builds.open();
  await page.getByRole('button', { name: 'Go on editing' }).click();
  await expect(editor).toContainText('MORE=2');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(builds.alert).toContainText('is lost');
  await builds.alert.getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('button', { name: 'Write one' }).click();
  await expect(builds.editor('.dockerignore')).toBeFocused();
  await page.keyboard.type('*.log');
  await page.keyboard.press('Control+s');
  await expect(builds.saved).toBeVisible();
  expect(read('.dockerignore')).toBe('*.log');
  write({ '.dockerignore': '*.tmp\n' });
  await page.evaluate(() => globalThis.dispatchEvent(new Event('focus')));
  await expect(builds.editor('.dockerignore')).toContainText('*.tmp');
});

test('by keyboard alone: begun, left, told of, cancelled', async ({ page }) => {
  write({ Dockerfile: `FROM ${IMAGE}\nRUN echo ${path.basename(folder)} && sleep 120\n` });
  const builds = new BuildsPage(page);
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await page.keyboard.press('Control+Shift+B');
  await expect(builds.field('Folder')).toBeFocused();
  await page.keyboard.type(folder);
  await page.keyboard.press('Tab');
  await expect(builds.context).toContainText('ignored');
  await page.keyboard.press('Control+Enter');
  const running = builds.steps.getByRole('option', { name: /sleep 120, Running/ });
  await expect(running).toHaveAttribute('aria-selected', 'true', BUILT);
  await page.keyboard.press('Escape');
  const row = builds.rows(`${path.basename(folder).toLowerCase()}:latest`);
  await expect(row).toContainText('Running');
  await page.keyboard.press('i');
  await page.getByRole('heading', { level: 1, name: 'Images' }).waitFor();
  await page.keyboard.press('b');
  await row.focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Cancel' }).focus();
  await page.keyboard.press('Enter');
  await expect(row).toContainText('Cancelled');
  await expect(page.getByText(/^The build of .* was cancelled\.$/)).toBeVisible();
  await row.focus();
  await page.keyboard.press('Delete');
  await expect(builds.alert).toContainText('Images stay');
  await builds.alert.getByRole('button', { name: 'Forget' }).press('Enter');
  await expect(page.getByText('Nothing was built yet')).toBeVisible();
});
