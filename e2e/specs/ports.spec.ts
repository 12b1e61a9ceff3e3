import { once } from 'node:events';
import net from 'node:net';
import { seriousFindings } from '../axe';
import { expect, test as base } from '../fixtures';
import { PortsPage } from '../pages/ports-page';

const test = base.extend<{ ports: PortsPage }>({
  ports: async ({ page }, use) => use(new PortsPage(page)),
});

/** A program of this computer that listens. */
async function listening(): Promise<{ port: number; close: () => void }> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { port: typeof address === 'object' ? (address?.port ?? 0) : 0, close: () => server.close() };
}

test.describe('ports', () => {
  test('who has which, who is in the way, and who listens inside', async ({ ports, engine, run, page, commandLog }) => {
    const { port, close } = await listening();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await run('web', '-p', '18080:80', '--', 'sh', '-c', 'httpd -p 80; sleep 1000');
    await run('deaf', '-p', '18081:81', '--', 'sh', '-c', 'httpd -p 127.0.0.1:81; sleep 1000');
    await engine.docker('create', '--name', 'rival', '-p', '18080:80', 'slipway/busybox:1', 'true');
    await engine.docker('create', '--name', 'blocked', '-p', `${port}:90`, 'slipway/busybox:1', 'true');
    await ports.open();
    await ports.show('In trouble');
    await expect(ports.row(port, 'blocked')).toContainText(`(process ${process.pid})`);
    await expect(ports.row(18080, 'rival')).toContainText('Taken by a container');
    await expect(ports.row(18080, 'web')).toBeHidden();
    await ports.show('Of containers');
    await expect(ports.row(18080, 'web')).toContainText('Not looked at');
    await page.getByRole('button', { name: 'Look inside' }).press('Enter');
    // A program is run in each container, which takes its time where the machine is busy.
    await expect(ports.row(18080, 'web')).toContainText('Listens', { timeout: 30_000 });
    await expect(ports.row(18081, 'deaf')).toContainText('Listens on loopback only');
    expect(await seriousFindings(page)).toEqual([]);

    // By keyboard alone: the row, its details, the way out of the conflict.
    await ports.row(18080, 'rival').focus();
    await page.keyboard.press('Enter');
    const details = ports.details(18080);
    await expect(details.getByRole('heading', { name: 'Port 18080/tcp' })).toBeFocused();
    await expect(details.getByRole('link', { name: 'Use port 18082 instead' })).toHaveAttribute(
      'href',
      /^\/run\?edit=\w+&port=18080%3A18082%3A80%2Ftcp$/,
    );
    expect(await seriousFindings(page)).toEqual([]);
    await details.getByRole('button', { name: 'Stop that container' }).press('Enter');
    const question = page.getByRole('alertdialog', { name: 'Stop that container?' });
    await expect(question).toContainText('web');
    await expect(question).toContainText('can be started again');
    await question.getByRole('button', { name: 'Stop' }).press('Enter');
    await expect(ports.row(18080, 'rival')).toContainText('Wanted by another');
    await page.keyboard.press('Escape');
    await commandLog.open();
    await expect(commandLog.region).toContainText('stop web');

    // A program that ends is told by nobody: it is read again on demand.
    close();
    await page.getByRole('button', { name: 'Read the ports again' }).click();
    await expect(ports.row(port, 'blocked')).not.toContainText('Taken by a program');
    await ports.filter.fill('deaf');
    await expect(ports.row(port, 'blocked')).toBeHidden();
    await expect(ports.row(18081, 'deaf')).toBeVisible();
  });

  test('the free port that is offered stands in the form, and is all that changes', async ({
    ports,
    engine,
    run,
    page,
  }) => {
    await run('web', '-p', '18080:80');
    await engine.docker('create', '--name', 'rival', '-p', '18080:80', '-p', '18085:85', 'slipway/busybox:1', 'true');
    await ports.open();
    await ports.row(18080, 'rival').focus();
    await page.keyboard.press('Enter');
    await ports.details(18080).getByRole('link', { name: 'Use port 18081 instead' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Edit rival' })).toBeVisible();
    // Beside it stands what is lost by it.
    const changes = page.getByRole('region', { name: 'Changes' }).getByRole('listitem').filter({ hasText: 'needs a' });
    await expect(changes).toHaveCount(1);
    await expect(changes).toContainText(/Published ports.*18080.*18081/);
    await expect(page.getByLabel('Host port, port 1', { exact: true })).toHaveValue('18081');
    await expect(page.getByLabel('Host port, port 2', { exact: true })).toHaveValue('18085');
  });
});
