import { expect, test } from '../fixtures';
import { BinPage } from '../pages/bin-page';

// One walk through all of it: a fresh app for each part would take longer.
test.setTimeout(60_000);

test('a deleted container is in the bin, is restored by a click, and goes for good by another', async ({
  containers,
  engine,
  frame,
  page,
  run,
}) => {
  const bin = new BinPage(page);
  await run('web', '-v', '/data');
  await engine.docker('exec', 'web', 'sh', '-c', 'echo state > /state; echo kept > /data/file');
  await containers.row('web').click();
  await page.keyboard.press('Delete');
  const keep = containers.alert.getByRole('checkbox', { name: 'Keep in the bin for 24 hours' });
  await expect(keep).toBeChecked();
  await expect(containers.alert).toContainText('Its writable layer goes into the bin');
  await containers.alert.getByRole('checkbox', { name: /anonymous volumes/ }).check();
  await containers.alert.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(containers.row('web')).toHaveCount(0);

  await test.step('another has its name by now: it is restored by another one', async () => {
    await run('web');
    await frame.open('Bin');
    await expect(bin.row('web')).toContainText('Container');
    await bin.row('web').getByRole('button', { name: 'Restore web' }).click();
    const dialog = page.getByRole('dialog', { name: 'Restore web as' });
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('web-2');
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await expect(bin.row('web')).toHaveCount(0);
    expect(await engine.docker('exec', 'web-2', 'cat', '/state', '/data/file')).toBe('state\nkept');
  });

  await test.step('without the bin, and out of it', async () => {
    await frame.open('Containers');
    await containers.contextMenu('web', 'Delete');
    await keep.uncheck();
    await containers.alert.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(containers.row('web')).toHaveCount(0);
    await containers.contextMenu('web-2', 'Delete');
    await containers.alert.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(containers.row('web-2')).toHaveCount(0);
    await frame.open('Bin');
    await expect(bin.grid.getByRole('row', { name: /, container$/ })).toHaveCount(1);
    await page.getByRole('button', { name: 'Empty…' }).click();
    await expect(bin.alert).toContainText('cannot be had back');
    await bin.alert.getByRole('button', { name: 'Delete for good' }).click();
    await expect(page.getByText('The bin is empty')).toBeVisible();
    expect(await engine.docker('images', '-q', 'slipway-bin')).toBe('');
  });

  await test.step('the setting is the default', async () => {
    await frame.open('Settings');
    await page.getByRole('checkbox', { name: /Keep what is deleted in the bin/ }).uncheck();
    await run('last');
    await frame.open('Containers');
    await containers.contextMenu('last', 'Delete');
    await expect(keep).not.toBeChecked();
  });
});
