import { raw } from '../../testing/raw-request.mjs';
import { seriousFindings } from '../axe';
import { expect, test as base } from '../fixtures';
import { watchForHits } from '../hostile-payloads';
import { DiskPage } from '../pages/disk-page';

const test = base.extend<{ disk: DiskPage }>({
  disk: async ({ page }, use) => use(new DiskPage(page)),
});

const write = (file: string, mebibytes: number): readonly string[] => [
  ...['--', 'sh', '-c', `dd if=/dev/zero of=${file} bs=1M count=${mebibytes}; sleep 1000`],
];
const HOSTILE = '<img src=x onerror="globalThis.slipwayHit=1">\u202Enet';

test.describe('disk', () => {
  test('is measured, drawn and listed; a prune deletes what it showed and frees what it promised', async ({
    disk,
    engine,
    run,
    page,
    commandLog,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await run('web', '-v', 'data:/data', ...write('/data/file', 4));
    await engine.docker('run', '--name', 'old', 'slipway/busybox:1', 'dd', 'if=/dev/zero', 'of=/f', 'bs=1M', 'count=8');
    await engine.docker('tag', 'slipway/busybox:1', 'other/name:2');
    await expect.poll(() => engine.docker('exec', 'web', 'du', '-m', '/data/file')).toMatch(/^4/);
    await disk.open();
    await disk.measure();
    await expect(disk.row('Container old')).toContainText('8.389 MB');
    await expect(disk.row('Volume data')).toContainText('web');
    await expect(disk.row('Image other/name:2')).toContainText('old, web');
    await expect(disk.row('Image other/name:2').getByRole('button', { name: 'Run' })).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);

    // From the picture to the table, by keyboard.
    await disk.picture.getByRole('button', { name: /^Container old/ }).press('Enter');
    await expect(disk.row('Volume data')).toBeHidden();
    await expect(disk.row('Container old')).toBeVisible();
    await disk.picture.getByRole('button', { name: /^Container old/ }).press('ArrowRight');
    await expect(disk.picture.getByRole('button', { name: /^Container old/ })).not.toBeFocused();

    await disk.tab('Prune');
    const plan = disk.plan('Stopped containers');
    await expect(plan).toContainText('1, frees 8.389 MB');
    await plan.getByRole('button', { name: 'Delete stopped containers' }).click();
    await expect(disk.alert).toContainText('What they wrote outside of volumes');
    await expect(disk.alert.getByRole('list', { name: 'What goes' })).toContainText('old');
    expect(await seriousFindings(page, '[role=alertdialog]')).toEqual([]);
    await disk.alert.getByRole('button', { name: 'Delete 1' }).click();
    await expect(page.getByText('Promised 8.389 MB, freed 8.389 MB.')).toBeVisible();
    await expect(plan).toContainText('none');
    expect(await engine.docker('ps', '-a', '--format', '{{.Names}}')).toBe('web');
    await commandLog.open();
    await expect(commandLog.region).toContainText('rm old');
  });

  test('many at once by a query: hints, its problem, its list, saved; hostile names are text', async ({
    disk,
    engine,
    run,
    page,
  }) => {
    const hits = watchForHits(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await run('test-1', '--label', 'stage=test');
    await run('test-2', '--label', 'stage=test');
    await run('web');
    expect(await raw(engine.socket, 'POST', '/networks/create', { Name: HOSTILE })).toContain('"Id"');
    await disk.open();
    await disk.tab('By query');
    await disk.query.fill('na');
    await page.getByRole('option', { name: /^name/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(disk.query).toHaveValue('name ');
    await disk.query.pressSequentially('~ test- and colour');
    await page.keyboard.press('Enter');
    await expect(page.getByText('There is no field “colour”')).toBeVisible();
    await disk.query.fill('name ~ test- and label=stage');
    await page.keyboard.press('Enter');
    await expect(disk.found.getByRole('listitem')).toHaveText([/^test-[12]/, /^test-[12]/]);
    await page.getByRole('button', { name: 'Save this query' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('stale tests');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'stale tests', exact: true })).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stop 2' }).click();
    await disk.alert.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('Stopped 2')).toBeVisible();
    await expect(disk.found).toContainText('Exited');
    await page.getByRole('button', { name: 'Delete 2' }).click();
    await expect(disk.alert).toContainText('its log is lost');
    await expect(disk.alert.getByRole('checkbox', { name: /^Keep in the bin/ })).toBeChecked();
    expect(await seriousFindings(page, '[role=alertdialog]')).toEqual([]);
    await disk.alert.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('Deleted 2')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Nothing is found' })).toBeVisible();
    expect(await engine.docker('ps', '-a', '--format', '{{.Names}}')).toBe('web');
    expect((await engine.docker('images', '-q', 'slipway-bin')).split('\n')).toHaveLength(2);

    await page.reload();
    await page.getByRole('button', { name: 'stale tests', exact: true }).click();
    await expect(disk.query).toHaveValue('name ~ test- and label=stage');
    await page
      .getByRole('textbox', { name: 'Of' })
      .or(page.getByRole('combobox', { name: 'Of' }))
      .click();
    await page.getByRole('option', { name: 'Networks' }).click();
    await disk.query.fill('not used');
    await page.keyboard.press('Enter');
    await expect(disk.found).toContainText('<img src=x onerror="globalThis.slipwayHit=1">');
    expect(await hits()).toEqual([]);
    await page.getByRole('button', { name: 'Delete 1' }).click();
    await disk.alert.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('Deleted 1')).toBeVisible();
    expect(await engine.docker('network', 'ls', '-q', '--filter', 'type=custom')).toBe('');
  });

  test('of volumes and images together one goes into the bin, the other for good', async ({
    disk,
    engine,
    run,
    page,
  }) => {
    await run('web');
    await engine.docker('run', '--rm', '-v', 'loose:/v', 'slipway/busybox:1', 'sh', '-c', 'echo hello > /v/file');
    await engine.docker('commit', 'web', 'spare:1');
    await disk.open();
    await disk.measure();
    await disk.row('Volume loose').getByRole('checkbox').check();
    await disk.row('Image spare:1').getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Delete 2' }).click();
    await expect(disk.alert).toContainText('A volume goes into the bin with its files');
    await expect(disk.alert).toContainText('1 thing of other kinds cannot go into the bin');
    await disk.alert.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('Deleted 2')).toBeVisible();
    await expect(disk.row('Volume loose')).toBeHidden();
    await expect(disk.row('Volume slipway-bin-')).toContainText('see the Bin');
    await page.getByRole('link', { name: 'Bin' }).click();
    await expect(page.getByRole('grid', { name: 'Bin' }).getByRole('row', { name: /loose/ })).toBeVisible();
    await engine.docker('volume', 'prune', '-f');
  });
});
