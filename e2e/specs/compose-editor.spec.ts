import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { seriousFindings } from '../axe';
import { expect, test } from '../fixtures';
import { PAYLOADS, watchForHits } from '../hostile-payloads';
import { ComposeEditorPage } from '../pages/compose-editor-page';

const IMAGE = 'slipway/busybox:1';
/** docker-compose takes half a second and more for each question, where the machine is busy. */
const ASKED = { timeout: 30_000 };

const GOOD = `version: "3.9"
services:
  web:
    image: ${IMAGE}
    command: sleep \${SECONDS_TO_SLEEP:-1000}
    ports: ["18083:80"]
    depends_on: [db]
    environment: {DB_PASSWORD: "\${DB_PASSWORD}",   MODE: production}
  db:
    image: ${IMAGE}
    command: sleep 1000
`;

const WRONG = `version: "3.9"
services:
  web:
    image: ${IMAGE}
    imgae: x
    depends_on: [db]
    environment:
      KEY_OF_NOBODY: \${NOBODY_SETS_THIS}
  db:
    image: ${IMAGE}
    depends_on: [web]
`;

let folder = '';
const file = (): string => path.join(folder, 'compose.yaml');

test.beforeEach(() => {
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-compose-')), 'shop');
  fs.mkdirSync(folder);
  fs.writeFileSync(file(), GOOD);
  fs.writeFileSync(path.join(folder, '.env'), 'DB_PASSWORD=hunter2\n');
});

test.afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

test('what is wrong stands at its line, and the keyboard leads there', async ({ page }) => {
  const hits = watchForHits(page);
  const editor = new ComposeEditorPage(page);
  await editor.open(folder, 'shop');
  const text = editor.text('compose.yaml');
  await expect(text).toBeFocused();

  await editor.replaceAll('compose.yaml', 'services:\n  web:\n    image: "unclosed\n');
  await expect(editor.problem(/^Error, line [34]/).first()).toBeVisible();
  await editor.replaceAll('compose.yaml', WRONG);
  await expect(editor.problem(/^Error, line 5.*imgae/)).toContainText('image');
  await expect(editor.problem(/^Error, line 6/)).toContainText('wait for each other');
  await expect(editor.problem(/^Error, line 11/)).toContainText('wait for each other');
  await expect(editor.problem(/^Warning, line 8/)).toContainText('NOBODY_SETS_THIS');
  expect(await seriousFindings(page)).toEqual([]);

  await editor
    .problem(/^Error, line 5/)
    .first()
    .press('Enter');
  await expect(text).toBeFocused();
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('rest');
  await editor.option('restart').click();
  await page.keyboard.type('unl');
  await editor.option('unless-stopped').click();
  await expect(text).toContainText('restart: unless-stopped');
  // While a word is only half there, other things are wrong.
  await expect(editor.problem(/^Error, line 5/)).toHaveCount(0);
  await expect(editor.problem(/^Error, line 6.*wait for each other/)).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('Alt+F1');
  await expect(page.getByText('When the engine starts it again')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F8');
  await page.keyboard.press('End');
  await page.keyboard.type(' # here');
  await expect(text).toContainText('depends_on: [db] # here');
  await editor.toLine('compose.yaml', 12);
  await page.keyboard.type('    depends_on: [w');
  await expect(editor.option('web')).toBeVisible();
  await page.keyboard.press('Escape');

  const hostile = PAYLOADS.map((payload, at) => {
    const said = JSON.stringify(payload);
    return `  ${JSON.stringify(`${String(at)}${payload}`)}:\n    image: ${said}\n    ${said}: ${said}\n`;
  });
  await editor.replaceAll('compose.yaml', `services:\n${hostile.join('')}`);
  await expect(editor.problem(/onerror/).first()).toBeVisible();
  await editor.show('Plan');
  await expect(editor.plan).toContainText('Compose refuses the files', ASKED);
  await expect(editor.plan).not.toContainText('Nothing to do');
  expect(await hits()).toEqual([]);
});

test('what comes of the files is shown beside them, before and after they are saved', async ({ page, run }) => {
  await run('taken', '-p', '18083:80');
  const editor = new ComposeEditorPage(page);
  await editor.open(folder, 'shop');
  const text = editor.text('compose.yaml');
  await expect(editor.resolved).toContainText('MODE: production', ASKED);
  await expect(editor.resolved).toContainText('DB_PASSWORD: ••');
  await expect(editor.resolved).not.toContainText('hunter2');
  await editor.button('Show secrets').click();
  await expect(editor.resolved).toContainText('DB_PASSWORD: hunter2', ASKED);
  await editor.show('Variables');
  await expect(editor.variable('DB_PASSWORD')).toContainText('.env');
  await expect(editor.variable('DB_PASSWORD')).not.toContainText('hunter2');
  await expect(editor.variable('SECONDS_TO_SLEEP')).toContainText('1000');

  await editor.show('Plan');
  await expect(editor.plan.getByRole('status')).toContainText('to create', ASKED);
  await expect(editor.planGroup('To create')).toContainText('web');
  await expect(editor.plan.getByRole('list', { name: 'Problems of the plan' })).toContainText('18083');
  await expect(editor.problem(/^Error, line 6.*18083/)).toBeVisible();
  expect(await seriousFindings(page, '[role=tabpanel]')).toEqual([]);

  await editor.button('Format').click();
  await expect(text).toContainText('      MODE: production');
  await expect(editor.state).toHaveText('Not saved yet');
  await page.getByRole('tab', { name: 'Services' }).click();
  await page.getByRole('tab', { name: 'Files' }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).first().click();
  await expect(text).toContainText('      MODE: production');
  await text.press('ControlOrMeta+s');
  await expect(editor.state).toHaveText('Saved');
  expect(fs.readFileSync(file(), 'utf8')).toContain('\n      MODE: production\n');
});

test('a file that others write, too', async ({ page }) => {
  const editor = new ComposeEditorPage(page);
  await editor.open(folder, 'shop');
  const text = editor.text('compose.yaml');
  fs.writeFileSync(file(), GOOD.replace('production', 'theirs'));
  await expect(text).toContainText('MODE: theirs');
  await expect(page.getByRole('alert')).toHaveCount(0);

  await editor.toLine('compose.yaml', 11);
  await page.keyboard.type(' # mine');
  fs.writeFileSync(file(), GOOD.replace('production', 'newer'));
  await expect(page.getByRole('alert')).toContainText('compose.yaml was changed outside');
  await editor.button('Show the difference').click();
  await expect(editor.alert.getByRole('textbox', { name: 'What overwriting changes' })).toContainText('MODE: newer');
  await editor.alert.getByRole('button', { name: 'Keep editing' }).click();
  await editor.button('Load theirs').click();
  await expect(text).toContainText('MODE: newer');
  await expect(text).not.toContainText('# mine');

  await editor.toLine('compose.yaml', 11);
  await page.keyboard.type(' # mine again');
  fs.writeFileSync(file(), GOOD.replace('production', 'newest'));
  await editor.button('Keep mine').click();
  await text.press('ControlOrMeta+s');
  await expect(editor.state).toHaveText('Saved');
  expect(fs.readFileSync(file(), 'utf8')).toMatch(/MODE: newer[^]*# mine again/);

  fs.rmSync(file());
  await expect(page.getByRole('alert')).toContainText('compose.yaml is not there any more');
  await editor.button(/^Save Ctrl/).click();
  await expect(editor.state).toHaveText('Saved');
  expect(fs.readFileSync(file(), 'utf8')).toContain('# mine again');

  await text.press('x');
  await editor.button('Revert').click();
  await editor.alert.getByRole('button', { name: 'Revert' }).click();
  await expect(editor.alert).toHaveCount(0);
  await expect(editor.button('Revert')).toBeDisabled();
});
