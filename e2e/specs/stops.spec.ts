import { seriousFindings } from '../axe';
import { expect, test as base } from '../fixtures';
import { StopsPage } from '../pages/stops-page';

const test = base.extend<{ stops: StopsPage }>({
  stops: async ({ page }, use) => use(new StopsPage(page)),
});

// The engine begins to listen for the end of memory a moment after the start.
const OOM = ['-m', '8m', '--', 'sh', '-c', 'echo filling >&2; sleep 1; tail /dev/zero'] as const;

test.describe('why it stopped', () => {
  test('a command that was not found: in a line, in whole, and started again', async ({
    containers,
    commandLog,
    run,
    stops,
    page,
  }) => {
    await run('lost', '--', 'sh', '-c', 'echo beginning >&2; nosuchprogram');
    const details = await containers.openDetails('lost');
    await expect(stops.card).toContainText(/Exited with 127: a command was not found, .*(ago|now)/);
    // By keyboard alone.
    await stops.card.getByRole('link', { name: 'Why?' }).focus();
    await page.keyboard.press('Enter');
    await expect(details.getByRole('tab', { name: 'Why it stopped' })).toHaveAttribute('aria-selected', 'true');
    await expect(stops.section(/^Exited with 127/)).toContainText('the command nosuchprogram was not found');
    await expect(stops.section('Last 2 lines of stderr')).toContainText('sh: nosuchprogram: not found');
    await expect(stops.advice).toContainText('run --rm -it --entrypoint sh slipway/busybox:1');
    await stops.advice.getByRole('button', { name: 'Copy command' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/ run --rm -it --entrypoint sh /);
    await expect(stops.timeline.getByText('Ended with 127')).toHaveCount(1);
    await stops.advice.getByRole('button', { name: 'Start again' }).press('Enter');
    await expect(stops.timeline.getByText('Ended with 127')).toHaveCount(2);
    await expect(stops.timeline).toContainText('Started, by Slipway');
    await commandLog.open();
    await expect(commandLog.region).toContainText(/start lost/);
  });

  test('out of memory: the limit is raised with consent', async ({ containers, engine, run, stops, page }) => {
    await run('greedy', ...OOM);
    await containers.openDetails('greedy');
    await expect(stops.card).toContainText('Exited with 137: killed by the out-of-memory killer');
    const whole = await stops.openWhole();
    await expect(whole).toContainText('It needed more than its memory limit of 8 MiB');
    await whole.getByRole('button', { name: /Raise the limit/ }).click();
    const dialog = page.getByRole('dialog', { name: /Raise the memory limit of greedy/ });
    const box = dialog.getByRole('textbox', { name: 'New limit in MiB' });
    await expect(box).toHaveValue('16');
    await box.fill('4');
    await expect(dialog).toContainText('More than it has now.');
    await expect(dialog.getByRole('button', { name: 'Raise' })).toBeDisabled();
    await box.fill('32');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect
      .poll(() => engine.docker('inspect', '-f', '{{.HostConfig.Memory}}', 'greedy'))
      .toBe(String(32 * 1024 * 1024));
    await expect(whole).toContainText('32 MiB');
  });

  test('a port in use leads to the container that has it', async ({ containers, engine, run, stops }) => {
    await run('holder', '-p', '127.0.0.1:18997:80');
    await engine.docker('create', '--name', 'late', '-p', '127.0.0.1:18997:80', 'slipway/busybox:1', 'true');
    await engine.docker('start', 'late').catch(() => undefined);
    await containers.openDetails('late');
    await expect(stops.card).toContainText('Could not be started: port 18997 is already in use');
    const whole = await stops.openWhole();
    await expect(whole.getByRole('group', { name: "The engine's words" })).toContainText('port is already allocated');
    await whole.getByRole('link', { name: 'Go to holder' }).click();
    await expect(containers.details('holder')).toBeVisible();
  });

  test('who stopped it', async ({ containers, engine, run, stops, page }) => {
    for (const name of ['theirs', 'ours']) await run(name, '--stop-signal', 'SIGTERM');
    await containers.openDetails('theirs');
    await expect(stops.card).toBeHidden();
    await engine.docker('stop', 'theirs');
    await expect(stops.card).toContainText('Exited with 143: stopped by another client of the engine (SIGTERM)');
    await page.keyboard.press('Escape');
    await containers.contextMenu('ours', 'Stop');
    await containers.openDetails('ours');
    await expect(stops.card).toContainText('Exited with 143: stopped by Slipway (SIGTERM)');
  });

  test('moves nothing when its words come, and stays after a removal', async ({ containers, engine, run, stops }) => {
    await run('greedy', ...OOM);
    await expect(containers.row('greedy')).toContainText(/Exited/);
    const details = await containers.openDetails('greedy');
    const tabs = details.getByRole('tablist', { name: 'Details' });
    const before = await tabs.boundingBox();
    await expect(stops.card).toContainText('out-of-memory');
    expect((await tabs.boundingBox())?.y).toBe(before?.y);
    const whole = await stops.openWhole();
    await engine.docker('rm', 'greedy');
    await expect(details).toContainText(/removed/);
    await expect(whole).toContainText('killed by the out-of-memory killer');
  });
});

test.describe('health', () => {
  test('a failing check, live, until it is well again', async ({ containers, engine, run, stops }) => {
    const check = ['--health-cmd', 'echo "looking for /ok"; test -f /ok', '--health-interval', '1s'];
    await run('ill', ...check, '--health-retries', '1');
    const details = await containers.openDetails('ill');
    await expect(stops.card).toContainText(/Unhealthy: its health check failed/);
    const whole = await stops.openWhole();
    await expect(whole).toContainText('Failed with 1');
    await whole.getByRole('link', { name: 'Show its health' }).click();
    const health = stops.page.getByRole('tabpanel', { name: 'Health' });
    await expect(health).toContainText('Every second; a check fails after 30 seconds without an answer');
    await expect(health.getByRole('list', { name: /Last checks/ })).toContainText('looking for /ok');
    await engine.docker('exec', 'ill', 'touch', '/ok');
    await expect(stops.section('Healthy')).toBeVisible();
    await expect(health).toContainText('Passed');
    await expect(details).toBeVisible();
  });

  test('where there is none, says how to add one', async ({ containers, run, stops }) => {
    await run('plain');
    const health = await stops.openHealth(await containers.openDetails('plain'));
    await expect(health).toContainText('This container has no health check');
    await expect(health).toContainText('HEALTHCHECK --interval=30s');
  });
});

test('hostile stderr and probe output are text', async ({ engine, containers, run, stops, page }) => {
  const script = `printf '\\033]0;owned\\007\\033[2J<img src=x onerror="globalThis.slipwayHit=1">\\n\\342\\200\\256gnp.exe\\377\\n' >&2; exit 1`;
  await run('hostile', '--', 'sh', '-c', script);
  await containers.openDetails('hostile');
  const whole = await stops.openWhole();
  const lines = whole.getByRole('group', { name: 'Last 2 lines of stderr' });
  await expect(lines).toContainText('<img src=x onerror="globalThis.slipwayHit=1">');
  expect(await whole.innerText()).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u001b\u0007]/);
  await engine.docker('rm', 'hostile');
  const probe = `printf '\\033[31m<svg onload="globalThis.slipwayHit=1">'; exit 1`;
  await run('sick', '--health-cmd', probe, '--health-interval', '1s', '--health-retries', '1');
  const health = await stops.openHealth(await containers.openDetails('sick'));
  await expect(health).toContainText('<svg onload="globalThis.slipwayHit=1">');
  expect(await health.innerText()).not.toContain('\u001b');
  expect(await page.evaluate<unknown>('globalThis.slipwayHit')).toBeUndefined();
  expect(await page.title()).not.toContain('owned');
});

test('finds nothing serious', async ({ containers, run, stops, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await run('greedy', ...OOM);
  await run('ill', '--health-cmd', 'exit 1', '--health-interval', '1s', '--health-retries', '1');
  await containers.openDetails('greedy');
  const whole = await stops.openWhole();
  await expect(stops.timeline).toContainText('Ended with 137');
  expect(await seriousFindings(page)).toEqual([]);
  await whole.getByRole('button', { name: /Raise the limit/ }).click();
  expect(await seriousFindings(page, '[role=dialog]')).toEqual([]);
  await page.keyboard.press('Escape');
  const details = await containers.openDetails('ill');
  await expect(stops.card).toContainText('Unhealthy');
  await stops.openWhole();
  expect(await seriousFindings(page)).toEqual([]);
  await stops.openHealth(details);
  expect(await seriousFindings(page)).toEqual([]);
});
