import { expect, test } from '../fixtures';
import { MachinePage } from '../pages/machine-page';

/** A real one: minutes under emulation. */
const VM_MS = 8 * 60_000;

test.describe('the VM', () => {
  // No other engine answers, so the machine's own is the one in use once it runs.
  test.use({ engineUrl: 'unix:///nonexistent/docker.sock' });
  test.describe.configure({ timeout: VM_MS });

  test('one button leads from nothing to a running welcome container, another one stops it', async ({
    containers,
    frame,
    page,
  }) => {
    const machine = new MachinePage(page);
    await frame.open('Engine');
    await expect(machine.state).toContainText('Not created');
    await expect(machine.region).toContainText(/needs \d+ CPUs? and up to .+ of memory/);

    await machine.start();
    await expect(machine.state).toContainText('Starting');
    await expect(machine.startPhases.first()).toContainText(/\d+ (ms|s|min)/);
    await expect(machine.button('Cancel start')).toBeEnabled();
    await machine.untilRunning();
    await expect(machine.state).toContainText('Running');
    await expect(machine.region).toContainText(/MiB of .+iB/);

    await machine.region.getByRole('link', { name: 'Show it among the containers' }).waitFor({ timeout: 60_000 });
    await expect(frame.engineStatus).toContainText('Connected');
    await frame.open('Containers');
    await expect(containers.row('welcome')).toContainText(/Up|Running/i);

    await frame.open('Engine');
    await test.step('sleep and wake', async () => {
      await machine.choose('Sleep');
      await expect(machine.state).toContainText('Sleeping');
      await machine.button('Wake engine').click();
      await expect(machine.state).toContainText('Engine ready');
    });
    await test.step('the logs are there', async () => {
      await machine.choose('Logs…');
      await machine.dialog.getByRole('tab', { name: 'Boot' }).click();
      await expect(machine.dialog.getByRole('group', { name: 'Text of the log' })).not.toBeEmpty();
      await page.keyboard.press('Escape');
    });

    await machine.stop();
    await expect(frame.engineStatus).not.toContainText('Connected');
    await machine.delete();
    await expect(machine.button('Create and start engine')).toBeEnabled();
  });

  test('a start can be cancelled', async ({ frame, page }) => {
    const machine = new MachinePage(page);
    await frame.open('Engine');
    await machine.start();
    await machine.button('Cancel start').click();
    await expect(machine.state).toContainText(/Stopped|Not created/, { timeout: 60_000 });
    await expect(machine.region.getByRole('alert')).toHaveCount(0);
    await expect(machine.region.getByRole('button', { name: /start engine$/i })).toBeEnabled();
  });
});
