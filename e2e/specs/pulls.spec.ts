import type { Dockerd } from '../../testing/dockerd.mjs';
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy.mjs';
import { startRegistry } from '../../testing/registry.mjs';
import { freePort, startRelay } from '../../testing/relay.mjs';
import { seriousFindings } from '../axe';
import { expect, test } from '../fixtures';
import { NewsPage } from '../pages/news-page';
import { PullsPage } from '../pages/pulls-page';

const BLOBS = /^GET \/v2\/.*\/blobs\//;

interface Registries {
  /** By way of the proxy, and straight: the same registry. */
  readonly host: string;
  readonly straight: string;
  readonly proxy: FaultProxy;
}

async function withRegistry(engine: Dockerd, use: (registries: Registries) => Promise<void>): Promise<void> {
  const registry = await startRegistry(engine, { outside: true });
  const proxy = await startFaultProxy({ listen: 'tcp://127.0.0.1:0', target: `tcp://${registry.host}` });
  const port = await freePort();
  const relay = await startRelay({ pid: engine.pid(), port }, { pid: null, port: Number(new URL(proxy.url).port) });
  try {
    await use({ host: `127.0.0.1:${String(port)}`, straight: registry.host, proxy });
  } finally {
    await relay.close();
    await proxy.close();
    await registry.remove();
  }
}

test('an image is pushed, pulled, cancelled over a reload, retried, and a newer one is found', async ({
  commandLog,
  engine,
  page,
  run,
}) => {
  const pulls = new PullsPage(page);
  const news = new NewsPage(page);
  const made = async (tag: string): Promise<void> => {
    await run('made');
    await engine.docker('exec', 'made', 'dd', 'if=/dev/urandom', 'of=/data', 'bs=100000', 'count=10');
    await engine.docker('commit', 'made', tag);
    await engine.docker('rm', '-f', 'made');
  };
  await made('team/web:dev');
  await withRegistry(engine, async ({ host, straight, proxy }) => {
    const web = `${host}/team/web:1`;
    const none = `${host}/team/none:1`;

    await test.step('push under a new tag', async () => {
      await pulls.open('Push…');
      await pulls.dialog.getByRole('combobox', { name: 'Image of this engine' }).fill('team/web:dev');
      await pulls.dialog.getByRole('combobox', { name: 'Push as' }).fill(web);
      await expect(pulls.dialog).toContainText(`It goes to ${host}.`);
      await expect(pulls.dialog.getByRole('group', { name: 'Command' })).toContainText(`push ${web}`);
      await pulls.dialog.getByRole('button', { name: 'Tag and push' }).click();
      await expect(pulls.transfer(`Push of ${web}`)).toContainText(/Pushed, .*2 layers.*sha256:[0-9a-f]{64}/s);
      await engine.docker('rmi', web, 'team/web:dev');
    });

    await test.step('two pulls at once: one fails in words, the other one goes on over a reload', async () => {
      proxy.delay(BLOBS, 60_000);
      await pulls.open('Pull…');
      await page.keyboard.type('https://x');
      await page.keyboard.press('Enter');
      await expect(pulls.dialog).toContainText('Without http:// or https:// before it.');
      await pulls.dialog.getByRole('combobox', { name: 'Image', exact: true }).fill(web);
      await pulls.dialog.getByRole('button', { name: 'Another image' }).click();
      await pulls.dialog.getByRole('combobox', { name: 'Image 2' }).fill(none);
      await pulls.dialog.getByRole('button', { name: 'Pull', exact: true }).click();
      await expect(pulls.transfer(`Pull of ${none}`)).toContainText('The registry has no such image or tag (404).');
      await page.reload();
      await expect(pulls.button).toHaveAccessibleName(/^Transfers\s*1\s*running$/);
      await pulls.openPanel();
      await expect(pulls.transfer(`Pull of ${web}`)).toContainText(
        '1 layer not measured yet, 2 layers, 1 here already',
      );
      expect(await seriousFindings(page)).toEqual([]);
    });

    await test.step('cancel from the tasks, and retry', async () => {
      const pull = pulls.transfer(`Pull of ${web}`);
      await news.openTasks();
      await news.tasks.getByRole('button', { name: `Cancel Pull of ${web}` }).click();
      await expect(news.task(`Pull of ${web}`)).toContainText('Cancelled');
      await page.keyboard.press('Escape');
      await expect(pull).toContainText('The engine may throw away what was not finished.');
      proxy.reset();
      proxy.cut();
      await pull.getByRole('button', { name: /^Retry/ }).click();
      await expect(pull).toContainText('Pulled, 1');
      await pull.getByRole('button', { name: /^Layers of/ }).click();
      await expect(pull.getByRole('listitem')).toContainText(['there already', 'done']);
      expect(await engine.docker('image', 'inspect', '-f', '{{len .RepoDigests}}', web)).toBe('1');
    });

    await test.step('a newer image is found, and pulled', async () => {
      await engine.docker('create', '--name', 'user', web);
      await made(`${straight}/team/web:1`);
      await engine.docker('push', '-q', `${straight}/team/web:1`);
      await pulls.open('Newer images…');
      const row = pulls.dialog.getByRole('listitem').filter({ hasText: web });
      await expect(row).toContainText('Not asked yet');
      await pulls.dialog.getByRole('button', { name: 'Check now' }).click();
      await expect(row).toContainText('There is a newer one, asked just now');
      expect(await seriousFindings(page, '[role=dialog]')).toEqual([]);
      await row.getByRole('button', { name: `Pull ${web}` }).click();
      await expect(row).toContainText('The newest');
      await expect(row).toContainText('1 container, all still on an older image than the engine has');
      await page.keyboard.press('Escape');
    });
    await commandLog.open();
    await expect(commandLog.region.getByText(new RegExp(`docker .*pull ${web}$`))).toHaveCount(3);
  });
});
