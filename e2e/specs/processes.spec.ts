import { seriousFindings } from '../axe';
import { expect, test as base } from '../fixtures';
import { ProcessesPage } from '../pages/processes-page';

const test = base.extend<{ processes: ProcessesPage }>({
  processes: async ({ page }, use) => use(new ProcessesPage(page)),
});

const TREE = ['--', 'sh', '-c', 'sleep 501 & sleep 502 & wait; wait'] as const;

test.describe('processes', () => {
  test('as a tree, sorted, filtered, and a signal to one of them', async ({
    containers,
    commandLog,
    run,
    processes,
    page,
  }) => {
    await run('web', ...TREE);
    await processes.show(await containers.openDetails('web'));
    await expect(processes.rows('sleep 502')).toHaveAttribute('aria-level', '3');
    await expect(processes.list.getByRole('row', { name: /main/ })).toHaveAttribute('aria-level', '1');
    await processes.filter.fill('502');
    await expect(processes.rows('sleep 501')).toBeHidden();
    await expect(page.getByText(/3 of 4 processes/)).toBeVisible();
    await processes.filter.fill('');
    await page.getByRole('button', { name: 'Tree' }).click();
    await processes.list.getByRole('button', { name: 'COMMAND' }).press('Enter');
    await expect(processes.list.getByRole('columnheader', { name: 'COMMAND' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    expect((await processes.commands()).map((command) => command.split(' ').slice(0, 2).join(' '))).toEqual([
      ...['/sbin/docker-init --', 'sh -c', 'sleep 501', 'sleep 502'],
    ]);
    // By keyboard alone.
    await processes.rows('sleep 501').focus();
    await page.keyboard.press('ArrowDown');
    await expect(processes.rows('sleep 502')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(processes.dialog).toContainText(/Inside the container it is process \d+, started/);
    await processes.dialog.getByRole('button', { name: 'Send SIGTERM' }).press('Enter');
    await expect(processes.rows('sleep 502')).toBeHidden();
    await expect(processes.rows('sleep 501')).toBeVisible();
    await commandLog.open();
    await expect(commandLog.region).toContainText(/exec -u 0 web sh -c 'kill -s TERM \d+'/);
  });

  test('of several alike, one has to be chosen', async ({ containers, run, processes }) => {
    await run('web', '--', 'sh', '-c', 'sleep 500 & sleep 500 & wait; wait');
    await processes.show(await containers.openDetails('web'));
    await processes.signal(processes.rows('sleep 500').first());
    await expect(processes.dialog.getByRole('radio')).toHaveCount(2);
    await expect(processes.dialog.getByRole('button', { name: 'Send SIGTERM' })).toBeDisabled();
    await processes.dialog.getByRole('radio').last().check();
    await processes.dialog.getByRole('button', { name: 'Send SIGTERM' }).click();
    await expect(processes.rows('sleep 500')).toHaveCount(1);
  });

  test('the main process: with a warning, and then there is none', async ({ containers, run, processes, page }) => {
    await run('web', ...TREE);
    const panel = await processes.show(await containers.openDetails('web'));
    await processes.signal(processes.list.getByRole('row', { name: /main/ }));
    await expect(processes.dialog).toContainText("This is the container's main process");
    await processes.dialog
      .getByRole('combobox', { name: 'Signal' })
      .or(processes.dialog.getByRole('textbox', { name: 'Signal' }))
      .click();
    await page.getByRole('option', { name: /^SIGKILL/ }).click();
    await processes.dialog.getByRole('button', { name: 'Send SIGKILL' }).click();
    await expect(panel).toContainText('The container is not running');
    await expect(containers.row('web')).toContainText(/Exited 137/);
  });

  test('says that they are frozen, and asks for nothing once nobody looks', async ({
    containers,
    engine,
    run,
    processes,
  }) => {
    await run('web', ...TREE);
    const details = await containers.openDetails('web');
    const panel = await processes.show(details);
    await expect(processes.rows('sleep 501')).toBeVisible();
    await engine.docker('pause', 'web');
    await expect(panel).toContainText('Its processes are frozen');
    await engine.docker('unpause', 'web');
    await expect(panel).not.toContainText('Its processes are frozen');
    await details.getByRole('tab', { name: 'Inspect' }).click();
    const asked = async (): Promise<number> => {
      const said = await engine.docker('events', '--since', '0', '--until', '0s', '--filter', 'event=top');
      return said.split('\n').length;
    };
    // Events are told up to a whole second: the last question may still be to come.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const before = await asked();
    await new Promise((resolve) => setTimeout(resolve, 4500));
    expect(await asked()).toBe(before);
  });

  test('a hostile command line is text', async ({ containers, run, processes, page }) => {
    await run(
      'web',
      '--',
      'sh',
      '-c',
      'sleep 1000; true',
      `<img src=x onerror="globalThis.slipwayHit=1">\u001b[31m\u202E`,
    );
    const panel = await processes.show(await containers.openDetails('web'));
    await expect(panel).toContainText('<img src=x onerror="globalThis.slipwayHit=1">');
    expect(await panel.innerText()).not.toMatch(/[\u202A-\u202E\u001b]/);
    expect(await page.evaluate<unknown>('globalThis.slipwayHit')).toBeUndefined();
  });
});

test('finds nothing serious', async ({ containers, run, processes, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await run('web', ...TREE);
  await processes.show(await containers.openDetails('web'));
  await expect(processes.rows('sleep 501')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await processes.signal(processes.rows('sleep 501'));
  await expect(processes.dialog).toContainText('Inside the container');
  expect(await seriousFindings(page, '[role=alertdialog]')).toEqual([]);
});
