import { raw } from '../../testing/raw-request.mjs';
import { seriousFindings } from '../axe';
import { expect, test as base } from '../fixtures';
import { PAYLOADS, watchForHits } from '../hostile-payloads';
import { NetworksPage } from '../pages/networks-page';

const test = base.extend<{ networks: NetworksPage }>({
  networks: async ({ page, engine }, use) => {
    // Colours are judged as they are, not on their way.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await use(new NetworksPage(page));
    const left = await engine.docker('network', 'ls', '-q', '--filter', 'type=custom');
    const ids = await engine.docker('ps', '-aq');
    if (ids !== '') await engine.docker('rm', '-f', ...ids.split('\n'));
    if (left !== '') await engine.docker('network', 'rm', ...left.split('\n'));
  },
});

/** The names are looked up as well, and a host's own name server may take its time to say that it does not know them. */
const ASKED = { timeout: 30_000 };

test.describe('networks', () => {
  test('are made, joined and left, with what is wrong at the field; then deleted and pruned', async ({
    networks,
    engine,
    run,
    commandLog,
    page,
  }) => {
    await engine.docker('network', 'create', '--subnet', '10.90.0.0/16', 'taken');
    await run('web');
    await networks.open();
    await expect(networks.row(/^bridge, bridge, 1 container/)).toContainText("engine's own");
    await expect(networks.row(/^bridge,/).getByRole('button', { name: 'Delete' })).toBeDisabled();
    // Created, all by keyboard but the first click.
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await networks.dialog.getByLabel('Name', { exact: true }).fill('taken');
    await expect(networks.dialog.getByText(/There is a network of this name already/)).toBeVisible();
    await networks.dialog.getByLabel('Name', { exact: true }).fill('shop');
    await networks.dialog.getByRole('button', { name: 'Add subnet' }).press('Enter');
    await expect(networks.dialog.getByLabel('Subnet', { exact: true })).toHaveValue(/^[\d.]+\/16$/);
    await networks.dialog.getByLabel('Subnet', { exact: true }).fill('10.90.7.0/24');
    await expect(networks.dialog.getByText(/Overlaps 10\.90\.0\.0\/16 of the network taken/)).toBeVisible();
    await networks.dialog.getByLabel('Subnet', { exact: true }).fill('10.91.7.0/24');
    await networks.dialog.getByLabel('Gateway').fill('10.91.8.1');
    await expect(networks.dialog.getByText('Not within 10.91.7.0/24.')).toBeVisible();
    await networks.dialog.getByLabel('Gateway').fill('10.91.7.254');
    await expect(networks.dialog.getByRole('group', { name: 'Command' })).toContainText(
      'network create --driver bridge --subnet 10.91.7.0/24 --gateway 10.91.7.254 shop',
    );
    expect(await seriousFindings(page)).toEqual([]);
    await networks.dialog.getByLabel('Gateway').press('Enter');
    const pane = page.getByRole('region', { name: 'Network shop' });
    await expect(pane).toContainText('gateway 10.91.7.254');
    // A container joins at an address of its own.
    await pane.getByRole('button', { name: 'Connect a container' }).click();
    await networks.dialog.getByLabel('Aliases').fill('api, front');
    await networks.dialog.getByLabel('IPv4 address').fill('10.91.7.254');
    await expect(networks.dialog.getByText("This is the gateway's address.")).toBeVisible();
    await networks.dialog.getByLabel('IPv4 address').fill('10.91.7.20');
    await networks.dialog.getByLabel('IPv4 address').press('Enter');
    await expect(pane.getByRole('row', { name: /web/ })).toContainText(/10\.91\.7\.20.*api, front/);
    // With somebody in it, it goes only by choice.
    await networks.row(/^shop,/).focus();
    await page.keyboard.press('Delete');
    await expect(networks.alert).toContainText('10.91.7.20');
    await expect(networks.alert.getByRole('button', { name: 'Delete' })).toBeDisabled();
    await networks.alert.getByLabel('Disconnect these containers first').check();
    await networks.alert.getByRole('button', { name: 'Delete' }).click();
    await expect(networks.row(/^shop,/)).toBeHidden();
    await page.getByRole('button', { name: 'Prune…' }).click();
    await expect(networks.alert.getByRole('checkbox')).toHaveCount(1);
    await networks.alert.getByRole('button', { name: 'Delete 1 network' }).click();
    await expect(networks.row(/^taken,/)).toBeHidden();
    await commandLog.open();
    for (const line of [
      'network connect --alias api --alias front --ip 10.91.7.20 shop web',
      'network disconnect --force shop web',
      'network rm shop',
      'network rm taken',
    ])
      await expect(commandLog.region).toContainText(line);
  });

  test('as a map with a reach test, beside networks with hostile names', async ({ networks, engine, run, page }) => {
    const hits = watchForHits(page);
    const names = [PAYLOADS[0], PAYLOADS[2], PAYLOADS[8], PAYLOADS[12], PAYLOADS[14], PAYLOADS[16]];
    for (const Name of names) await raw(engine.socket, 'POST', '/networks/create', { Name, Labels: { x: Name } });
    await engine.docker('network', 'create', 'front');
    await engine.docker('network', 'create', 'back');
    await run('asker', '--network', 'front');
    await run('shop', '--network', 'front', '-p', '18131:80', '--', 'sh', '-c', 'httpd -p 80; sleep 1000');
    await run('data', '--network', 'back', '--', 'sh', '-c', 'httpd -p 5432; sleep 1000');
    await networks.open();
    await networks.row(/<img src=x/).dblclick();
    await expect(page.getByRole('region', { name: /^Network <img/ })).toContainText('slipwayHit');
    await page.keyboard.press('Escape');
    await networks.openMap();
    await expect(networks.node(/<img src=x/)).toBeVisible();
    expect(await hits()).toEqual([]);
    await expect(networks.node(/Container shop/)).toHaveAccessibleName(/running, in front [\d.]+, publishes 18131→80/);
    // By keyboard: from the network to a container beside it.
    await networks.node(/Network front/).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(networks.map.locator('[aria-selected=true]')).toHaveAccessibleName(/Container (asker|shop)/);
    // Two clicks choose who asks and who answers; the port is what listens there.
    await page.getByRole('button', { name: 'Pick two on the map' }).click();
    await networks.node(/Container asker/).click();
    await networks.node(/Container shop/).click();
    await expect(page.getByLabel('TCP port')).toHaveValue('80');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(networks.result).toContainText('asker reaches shop on port 80.', ASKED);
    await expect(networks.result).toContainText('shop:80');
    await networks.testReach('asker', 'shop', 81);
    await expect(networks.result).toContainText('Nothing listens on port 81 inside shop.', ASKED);
    await networks.testReach('asker', 'data', 5432);
    await expect(networks.result).toContainText('They are in different networks.');
    expect(await seriousFindings(page)).toEqual([]);
    await networks.result.getByRole('button', { name: 'Connect asker to back' }).click();
    await expect(networks.result).toContainText('asker reaches data on port 5432.', ASKED);
    await expect(networks.node(/Container asker/)).toHaveAccessibleName(/in back/);
    // What comes and goes is drawn at once.
    await engine.docker('rm', '-f', 'shop');
    await expect(networks.node(/Container shop/)).toBeHidden();
    await page.getByRole('searchbox', { name: 'Search the map' }).fill('data');
    await expect(networks.node(/Container asker/)).toHaveAttribute('data-dim', 'true');
  });
});
