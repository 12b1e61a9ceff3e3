import type { Locator } from '@playwright/test';
import { raw } from '../../testing/raw-request.mjs';
import { expect, test as base } from '../fixtures';
import { PAYLOADS, watchForHits } from '../hostile-payloads';
import { ImagesPage } from '../pages/images-page';
import { FilesPage } from '../pages/files-page';
import { LogsPage } from '../pages/logs-page';
import { NetworksPage } from '../pages/networks-page';
import { PalettePage } from '../pages/palette-page';
import { ProcessesPage } from '../pages/processes-page';
import { StopsPage } from '../pages/stops-page';
import { VolumesPage } from '../pages/volumes-page';

/** Programs and the kernel's names cannot hold them. */
const TEXTS = PAYLOADS.map((payload) => Buffer.from(payload.replaceAll('\u0000', '')).toString());
/** In this field, each known by its number: `env7.` */
const inField = (field: string): string[] => TEXTS.map((text, index) => `${field}${String(index)}.${text}`);
const names = (field: string): string[] => inField(field).map((name) => name.replaceAll('/', '|').slice(0, 80));

/** Of those without control characters, which are shown by name: what must stand there to the letter. */
const PLAIN = [...TEXTS.keys()].filter((index) => !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(TEXTS[index] ?? ''));
const isWhole = (shown: string, text: string): boolean =>
  [text, text.replaceAll('/', '|').slice(0, 80), JSON.stringify(text).slice(1, -1)].some((one) => shown.includes(one));

const tall = { width: 1280, height: 4000 };
const PRINT = 'for text in "$@"; do printf "%s\\n" "$text"; done';

const test = base.extend<{ intact: (field: string, view: Locator) => Promise<void> }>({
  intact: async ({ page }, use) => {
    const hits = watchForHits(page);
    let injections = 0;
    await use(async (field, view) => {
      await test.step(`${field}: all ${String(TEXTS.length)} are there, as text`, async () => {
        for (const index of TEXTS.keys()) await expect(view).toContainText(`${field}${String(index)}.`);
        const shown = await view.evaluate((element) => element.textContent);
        const changed = PLAIN.map((index) => inField(field)[index] ?? '').filter((text) => !isWhole(shown, text));
        expect(changed).toEqual([]);
        expect(await hits()).toEqual([]);
        injections += TEXTS.length;
      });
    });
    test.info().annotations.push({ type: 'injections', description: String(injections) });
    expect(await hits()).toEqual([]);
  },
});

test.use({ viewport: tall });

test('what is inside of a container is shown as text: its words, lines, processes and files', async ({
  containers,
  engine,
  intact,
  page,
}) => {
  test.setTimeout(180_000);
  await page.setViewportSize(tall);
  const script = [PRINT, 'shift 60; for text in "$@"; do sh -c "sleep 1000; true" "$text" & done; wait'].join('; ');
  const json = TEXTS.map((text, index) =>
    JSON.stringify({ [`key${String(index)}.${text}`]: `value${String(index)}.${text}` }),
  );
  await raw(engine.socket, 'POST', '/containers/create?name=hostile', {
    Image: 'slipway/busybox:1',
    Cmd: ['sh', '-c', script, 'sh', ...inField('out'), ...inField('err'), ...json, ...inField('argument')],
    Env: inField('env').map((value, index) => `E${String(index)}=${value}`),
    Labels: Object.fromEntries(inField('label').map((key, index) => [key, inField('labelled')[index] ?? ''])),
    Healthcheck: {
      Test: ['CMD', 'sh', '-c', `${PRINT}; false`, 'sh', ...inField('probe')],
      ...{ Interval: 1e9, Retries: 1 },
    },
  });
  await engine.docker('start', 'hostile');
  const inside = [
    'mkdir /h; cd /h',
    'for text in "$@"; do case "$text" in file*) : > "$text";; folder*) mkdir "$text";; target*) ln -s "$text" "link${text%%.*}";; esac; done',
    `: > text; ${PRINT} > text`,
  ];
  await engine.docker(
    ...['exec', 'hostile', 'sh', '-c', inside.join('\n'), 'sh'],
    ...[...names('file'), ...names('folder'), ...names('target'), ...inField('content')],
  );

  const details = await containers.inspect('hostile');
  for (const field of ['env', 'label', 'labelled', 'argument']) await intact(field, details);
  await details.getByRole('tab', { name: 'Raw JSON' }).click();
  await intact('argument', details);

  await details.getByRole('tab', { name: 'Logs', exact: true }).click();
  const logs = new LogsPage(page);
  for (const field of ['out', 'err', 'key', 'value']) {
    await logs.filter(field);
    await intact(field, logs.lines);
  }

  await intact('argument', await new ProcessesPage(page).show(details));

  const files = new FilesPage(page);
  await files.open();
  await files.go('/h');
  for (const field of ['file', 'folder', 'target']) await intact(field, files.tree);
  await files.row('text').click();
  await intact('content', files.editor);
  await files.showChanges();
  for (const field of ['file', 'folder']) await intact(field, files.changes);

  await intact('probe', await new StopsPage(page).openHealth(details));
});

test('so is how it ended, and what projects are called', async ({ containers, engine, intact, page, run }) => {
  await page.setViewportSize(tall);
  await run('dead', '--', 'sh', '-c', `{ ${PRINT}; } >&2; exit 3`, 'sh', ...inField('err'));
  for (const [index, project] of inField('project').entries())
    await raw(engine.socket, 'POST', `/containers/create?name=part-${String(index)}`, {
      Image: 'slipway/busybox:1',
      Labels: { 'com.docker.compose.project': project, 'com.docker.compose.service': `service${project}` },
    });
  await intact('project', containers.grid);
  await containers.openDetails('dead');
  await intact('err', await new StopsPage(page).openWhole());
  await page.goto(new URL('/logs', page.url()).href);
  await intact('project', page.getByRole('main'));
});

test('so is what networks, volumes and images say of themselves, wherever it is listed and found', async ({
  engine,
  intact,
  page,
  run,
}) => {
  await page.setViewportSize(tall);
  const labels = (field: string): Readonly<Record<string, string>> =>
    Object.fromEntries(inField(`${field}Key`).map((key, index) => [key, inField(field)[index] ?? '']));
  await run('plain');
  for (const Name of inField('net')) await raw(engine.socket, 'POST', '/networks/create', { Name });
  await raw(engine.socket, 'POST', '/networks/create', { Name: 'labelled', Labels: labels('netLabel') });
  await raw(engine.socket, 'POST', '/volumes/create', { Name: 'labelled', Labels: labels('volumeLabel') });
  const said = new URLSearchParams({
    container: 'plain',
    repo: 'hostile',
    tag: '1',
    comment: 'none',
    author: TEXTS[0] ?? '',
  });
  const made = await raw(engine.socket, 'POST', `/commit?${said.toString()}`, { Labels: labels('imageLabel') });
  expect(made).toContain('sha256');

  const networks = new NetworksPage(page);
  await networks.open();
  await intact('net', networks.grid);
  const network = await networks.details('labelled');
  for (const field of ['netLabelKey', 'netLabel']) await intact(field, network);
  await networks.openMap();
  await intact('net', page.getByRole('main'));

  const volumes = new VolumesPage(page);
  await volumes.open();
  const volume = await volumes.openDetails('labelled');
  for (const field of ['volumeLabelKey', 'volumeLabel']) await intact(field, volume);

  const images = new ImagesPage(page);
  await images.open();
  const image = await images.openDetails('hostile:1');
  await image.getByRole('tab', { name: 'Inspect JSON' }).click();
  for (const field of ['imageLabelKey', 'imageLabel']) await intact(field, image);

  const palette = new PalettePage(page);
  await palette.find('net1');
  await expect(palette.options.filter({ hasText: 'net1.' })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.goto(new URL('/run', page.url()).href);
  await intact('net', page.getByRole('main'));
});
