import fs from 'node:fs';
import path from 'node:path';
import { test as base, expect } from '../fixtures';
import { seriousFindings } from '../axe';
import { MachinePage } from '../pages/machine-page';

/** A real one: under emulation a boot takes a minute on a busy machine, and an image that is not built yet some more. */
const VM_MS = 10 * 60_000;
/** What the guest does in a moment, on a machine that is busy otherwise. */
const GUEST_MS = 60_000;
const VM = 'main [aria-label="Slipway VM"]';

/** Processes that have this folder on their command line: a hypervisor that outlived its Slipway. */
function processesOf(folder: string): readonly number[] {
  if (!fs.existsSync('/proc/self/cmdline')) return [];
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      const [program = '', ...args] = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return path.basename(program).includes('qemu') && args.some((arg) => arg.includes(folder));
    } catch {
      return false;
    }
  });
}

const test = base.extend<{ ownTraces: void }>({
  // Set up before Slipway and torn down after it, however the test ends.
  ownTraces: [
    async ({ dataDir }, use) => {
      const before = process.env.DOCKER_CONFIG;
      // The docker context of this machine is not for the user's own CLI.
      process.env.DOCKER_CONFIG = path.join(dataDir, 'docker');
      await use();
      if (before === undefined) delete process.env.DOCKER_CONFIG;
      else process.env.DOCKER_CONFIG = before;
      const left = processesOf(dataDir);
      for (const pid of left) process.kill(pid, 'SIGKILL');
      expect(left, 'Slipway takes its machine with it').toEqual([]);
    },
    { auto: true },
  ],
});

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
    await test.step('a start can be cancelled', async () => {
      await frame.open('Engine');
      await expect(machine.state).toContainText('Not created');
      await expect(machine.region).toContainText(/needs \d+ CPUs? and up to .+ of memory/);
      await machine.start();
      await expect(machine.startPhases.first()).toContainText(/\d+ (ms|s|min)/);
      await machine.button('Cancel start').click();
      await expect(machine.state).toContainText(/Stopped|Not created/, { timeout: GUEST_MS });
      await expect(machine.region.getByRole('alert')).toHaveCount(0);
    });

    await test.step('where no engine answers, Slipway’s own is offered', async () => {
      await frame.open('Containers');
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await machine.offer.getByRole('button', { name: 'Start engine' }).click();
      await expect(machine.offer.getByRole('progressbar')).toBeVisible();
      expect(await seriousFindings(page, VM)).toEqual([]);
    });

    await frame.open('Engine');
    await expect(machine.state).toContainText(/Starting|Running/);
    await machine.untilRunning();
    await expect(frame.engineStatus).toContainText('Connected', { timeout: GUEST_MS });
    await expect(machine.region).toContainText(/MiB of .+iB/, { timeout: GUEST_MS });
    await machine.region.getByRole('link', { name: 'Show it among the containers' }).click({ timeout: GUEST_MS });
    await expect(containers.row('welcome')).toContainText(/Running/i, { timeout: GUEST_MS });

    await expect(
      page.getByRole('link', { name: /^Virtual machine: CPU .+, memory .+ of .+, disk .+ of / }),
    ).toBeVisible();

    await frame.open('Engine');
    await test.step('its port is open on this computer', async () => {
      const port = machine.forwards.getByRole('row', { name: /welcome/ });
      await expect(port).toContainText('Open', { timeout: GUEST_MS });
      const href = await port.getByRole('link').first().getAttribute('href');
      const answer = await page.request.get(String(href), { timeout: GUEST_MS });
      expect(await answer.text()).toContain('<html');
      expect(await seriousFindings(page, VM)).toEqual([]);
    });
    await test.step('what needs a restart is said', async () => {
      await machine.choose('Settings…');
      await machine.dialog.getByRole('textbox', { name: 'CPUs' }).fill('1');
      await machine.dialog.getByRole('button', { name: 'Save' }).click();
      await expect(machine.region).toContainText('A restart is needed for CPUs.', { timeout: GUEST_MS });
    });
    await test.step('the logs are there', async () => {
      await machine.choose('Logs…');
      await machine.dialog.getByRole('tab', { name: 'Boot' }).click();
      await expect(machine.dialog.getByRole('group', { name: 'Text of the log' })).not.toBeEmpty({ timeout: GUEST_MS });
      await page.keyboard.press('Escape');
      await expect(machine.dialog).toHaveCount(0);
    });
    await test.step('sleep and wake', async () => {
      await machine.choose('Sleep');
      await expect(machine.state).toContainText('Sleeping', { timeout: GUEST_MS });
      await machine.button('Wake engine').click();
      await expect(machine.state).toContainText('Engine ready', { timeout: GUEST_MS });
    });

    await machine.stop();
    await expect(frame.engineStatus).not.toContainText('Connected', { timeout: GUEST_MS });
    await machine.delete();
    await expect(machine.button('Create and start engine')).toBeEnabled();
  });
});
