import { expect, test } from '../fixtures';

test.describe('a live list', () => {
  test('follows what a terminal does', async ({ engine, containers, frame, run }) => {
    await expect(frame.engineStatus).toContainText('Connected');
    const id = await run('web');
    await expect(containers.row('web')).toHaveAccessibleName(/^web, running/i);
    await engine.docker('stop', '-t', '1', 'web');
    await expect(containers.row('web')).toContainText(/Exited \d+/);
    await engine.docker('rename', 'web', 'api');
    await expect(containers.row('api')).toBeVisible();
    await expect(containers.row('web')).toHaveCount(0);
    await engine.docker('rm', id);
    await expect(containers.row('api')).toHaveCount(0);
  });

  test('says health, image, ports and exit codes in words', async ({ containers, run }) => {
    await run('healthy', '--health-cmd', 'true', '--health-interval', '1s');
    await run('sick', '--health-cmd', 'false', '--health-interval', '1s', '--health-retries', '1');
    await run('web', '-p', '18080:80', '-p', '127.0.0.1:18081:81', '-p', '18053:53/udp');
    await run('oops', '--', 'sh', '-c', 'exit 7');
    await expect(containers.row('healthy')).toContainText(/Running, healthy/);
    await expect(containers.row('sick')).toContainText(/Running, unhealthy/);
    await expect(containers.row('oops')).toContainText(/Exited 7/);
    const web = containers.row('web');
    await expect(web).toContainText('slipway/busybox:1');
    await expect(web.getByRole('link', { name: /18080/ })).toHaveAttribute('href', /^http:\/\/localhost:18080\/?$/);
    await expect(web.getByRole('link', { name: /18081/ })).toHaveAttribute('href', /^http:\/\/localhost:18081\/?$/);
    await expect(web.getByRole('link', { name: /18053/ })).toHaveCount(0);
  });

  test('groups by compose project, folds, and acts on the group', async ({ containers, run, page }) => {
    const label = (project: string, service: string): string[] => [
      ...['--label', `com.docker.compose.project=${project}`],
      ...['--label', `com.docker.compose.service=${service}`],
      ...['--stop-timeout', '1'],
    ];
    await run('shop-db-1', ...label('shop', 'db'));
    await run('shop-web-1', ...label('shop', 'web'));
    await run('loner');
    const group = containers.grid.getByRole('row', { name: /^Project shop/ });
    await expect(group).toContainText('2/2');
    await group.getByRole('button', { name: /Collapse/ }).click();
    await expect(containers.row('shop-db-1')).toHaveCount(0);
    await expect(containers.row('loner')).toBeVisible();
    await group.getByRole('button', { name: /Expand/ }).click();
    await group.getByRole('button', { name: 'Stop shop' }).click();
    await expect(containers.row('shop-web-1')).toContainText(/Exited/);
    await expect(containers.row('shop-db-1')).toContainText(/Exited/);
    await expect(containers.row('loner')).toContainText(/Running/);
    await page.getByRole('button', { name: 'Group by project' }).click();
    await expect(group).toHaveCount(0);
    await expect(containers.rows).toHaveCount(3);
  });

  test('filters by words and terms, kept in the address', async ({ containers, engine, run, page }) => {
    await run('web', '--label', 'tier=front', '-p', '18090:80');
    await run('db', '--label', 'tier=back');
    await run('old');
    await engine.docker('stop', '-t', '0', 'old');
    await expect(containers.rows).toHaveCount(3);
    const shows = async (filter: string, ...names: string[]): Promise<void> => {
      await containers.filter.fill(filter);
      await expect(containers.rows).toHaveCount(names.length);
      for (const name of names) await expect(containers.row(name)).toBeVisible();
    };
    await shows('state:running', 'web', 'db');
    await shows('label:tier=back', 'db');
    await shows('label:tier -label:tier=back', 'web');
    await shows('18090', 'web');
    await shows('busybox state:exited', 'old');
    await containers.filter.fill('nothing-like-it');
    await expect(page.getByText('Nothing matches')).toBeVisible();
    await containers.filter.fill('state:exited');
    await expect(page).toHaveURL(/\?q=/);
    await page.reload();
    await expect(containers.filter).toHaveValue('state:exited');
    await expect(containers.rows).toHaveCount(1);
  });

  test('sorts by a column and keeps columns, order and widths', async ({ containers, run, page }) => {
    await run('b-old');
    await run('a-new');
    const header = containers.grid.getByRole('columnheader', { name: /Name/ });
    await expect(header).toHaveAttribute('aria-sort', 'ascending');
    await expect.poll(() => containers.order()).toEqual(['a-new', 'b-old']);
    await header.getByRole('button', { name: /Name/ }).first().click();
    await expect(header).toHaveAttribute('aria-sort', 'descending');
    await expect.poll(() => containers.order()).toEqual(['b-old', 'a-new']);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Image' }).click();
    await page.keyboard.press('Escape');
    await expect(containers.grid.getByRole('columnheader', { name: /Image/ })).toHaveCount(0);
    await page.reload();
    await expect(header).toHaveAttribute('aria-sort', 'descending');
    await expect(containers.grid.getByRole('columnheader', { name: /Image/ })).toHaveCount(0);
  });
});
