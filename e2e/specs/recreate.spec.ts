import { expect, test } from '../fixtures';
import { RecreatePage } from '../pages/recreate-page';

// One walk through all of it: a fresh app for each part would take longer.
test.setTimeout(60_000);

test('a container is updated to a newer image, brought back, and the other one let go', async ({
  commandLog,
  containers,
  engine,
  frame,
  page,
  run,
}) => {
  const recreate = new RecreatePage(page);
  await run('web', '-v', '/data');
  await engine.docker('exec', 'web', 'sh', '-c', 'echo state > /state; echo kept > /data/file');

  await test.step('what the engine refuses is said, and the old one runs on', async () => {
    await containers.contextMenu('web', 'Update image…');
    await expect(recreate.dialog).toContainText('kept, stopped, until you let it go');
    await recreate.dialog.getByRole('button', { name: 'Update', exact: true }).click();
    await expect(recreate.dialog.getByRole('alert')).toContainText('It could not be updated');
    await recreate.dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(containers.row('web')).toContainText('Running');
  });

  await test.step('commit', async () => {
    await recreate.fromMenu(containers.row('web'), 'Commit to an image…');
    await recreate.dialog.getByRole('textbox', { name: 'Image' }).fill('UPPER/case');
    await recreate.dialog.getByRole('button', { name: 'Commit' }).click();
    await expect(recreate.dialog).toContainText(/lowercase/);
    await recreate.dialog.getByRole('textbox', { name: 'Image' }).fill('team/web:2');
    await recreate.dialog.getByRole('textbox', { name: /^Changes/ }).fill('LABEL tier=front');
    await recreate.dialog.getByRole('button', { name: 'Commit' }).click();
    await expect(recreate.dialog).toHaveCount(0);
    expect(await engine.docker('inspect', '-f', '{{.Config.Labels.tier}}', 'team/web:2')).toBe('front');
  });

  await test.step('clone from the current state', async () => {
    await recreate.fromMenu(containers.row('web'), 'Clone from current state…');
    await recreate.dialog.getByRole('button', { name: 'Clone', exact: true }).click();
    await expect(recreate.dialog).toContainText('Cloned as web-clone');
    await recreate.dialog.getByRole('button', { name: 'Close' }).last().click();
    await engine.docker('exec', 'web', 'sh', '-c', 'echo later > /data/file');
    expect(await engine.docker('exec', 'web-clone', 'cat', '/state', '/data/file')).toBe('state\nkept');
  });

  await test.step('an old one that an edit kept is brought back, and the other one let go', async () => {
    await engine.docker('create', '--name', 'api-slipway-old-1', '--init', 'slipway/busybox:1', 'sleep', '1000');
    await run('api');
    await frame.open('Bin');
    await recreate.kept.getByRole('button', { name: 'Bring back api-slipway-old-1' }).click();
    await recreate.alert.getByRole('button', { name: 'Bring back' }).click();
    await expect(recreate.kept).toContainText('api-slipway-old-2');
    await recreate.kept.getByRole('button', { name: 'Let go api-slipway-old-2' }).click();
    await expect(recreate.alert).toContainText('The way back is gone with it');
    await recreate.alert.getByRole('button', { name: 'Let go' }).click();
    await expect(recreate.kept).toHaveCount(0);
    expect(await engine.docker('inspect', '-f', '{{.State.Running}}', 'api')).toBe('true');
    await commandLog.open();
    await expect(commandLog.region.getByText(/docker .*\brm -f api-slipway-old-2$/)).toBeVisible();
  });

  await test.step('export', async () => {
    await frame.open('Containers');
    const download = page.waitForEvent('download');
    await recreate.fromMenu(containers.row('web'), 'Export file system');
    expect((await download).suggestedFilename()).toBe('web.tar');
  });
});
