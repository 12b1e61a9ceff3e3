import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { startRegistry, type Registry } from '../../testing/registry.mjs';
import { seriousFindings } from '../axe';
import { expect, test as base } from '../fixtures';
import { PullsPage } from '../pages/pulls-page';
import { RegistriesPage } from '../pages/registries-page';

const OPENSSL = 'openssl';
const SECRET = 'c4n4ry-pa55-word';

const test = base.extend<{ registries: RegistriesPage; registry: Registry }>({
  registry: async ({ engine }, use) => {
    const registry = await startRegistry(engine, { outside: true, users: { alice: SECRET } });
    await use(registry);
    await registry.remove();
  },
  registries: async ({ page }, use) => {
    // Colours are judged as they are, not on their way.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await use(new RegistriesPage(page));
  },
});

/** Made by openssl in this folder. */
function certificateOf(name: string, dir: string): { readonly key: string; readonly der: Buffer } {
  const [key, cert] = [path.join(dir, 'lab-key.pem'), path.join(dir, 'lab.der')];
  const wish = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', `/CN=${name}`];
  execFileSync(OPENSSL, ['req', ...wish, '-keyout', key, '-outform', 'DER', '-out', cert], { stdio: 'pipe' });
  return { key: fs.readFileSync(key, 'utf8'), der: fs.readFileSync(cert) };
}

test.describe('registries', () => {
  test('are logged in to, looked around in, deleted from, and logged out of', async ({
    registries,
    registry,
    engine,
    commandLog,
    dataDir,
    page,
  }) => {
    const { host } = registry;
    const config = path.join(dataDir, 'docker-config');
    await registries.open();
    await registries.add(host);
    const pane = registries.pane(host);
    await expect(pane.getByRole('alert')).toContainText(`${host} wants a login, or another one (401).`);
    // A wrong password first: said in the dialog, and nothing is kept.
    await pane.getByRole('button', { name: 'Log in…' }).click();
    await expect(registries.dialog.getByRole('button', { name: 'Log in' })).toBeDisabled();
    await registries.logIn('alice', 'wrong', 'In clear, as docker login does');
    await expect(registries.dialog.getByRole('alert')).toContainText('401');
    expect(await seriousFindings(page, '[role=dialog]')).toEqual([]);
    expect(fs.existsSync(config)).toBe(false);
    await registries.logIn('alice', SECRET, 'In clear, as docker login does');
    await expect(registries.row(host)).toContainText('alice');
    await expect(pane.getByText('There are none.')).toBeVisible();
    // The CLI has the same login, and what it pushes is here.
    const image = `${host}/team/app`;
    await engine.docker('tag', 'slipway/busybox:1', `${image}:1`);
    await engine.docker('tag', 'slipway/busybox:1', `${image}:same`);
    await engine.docker('--config', config, 'push', '-a', '-q', image);
    await page.getByRole('button', { name: 'Read again' }).click();
    await pane.getByRole('button', { name: 'team/app' }).click();
    await pane.getByRole('list', { name: 'Tags' }).getByRole('button', { name: '1', exact: true }).click();
    await expect(pane.getByRole('table', { name: 'Platforms' })).toContainText(/linux\/\w+\d+(\.\d+)? MB1/);
    expect(await seriousFindings(page)).toEqual([]);
    // What is pulled from here is pulled with that login.
    await engine.docker('rmi', `${image}:1`, `${image}:same`);
    const pulls = new PullsPage(page);
    await pane.getByRole('button', { name: 'Pull…' }).click();
    await pulls.dialog.getByRole('button', { name: 'Pull', exact: true }).click();
    await expect(pulls.transfer(`Pull of ${image}:1`)).toContainText(/sha256:[0-9a-f]{64}/);
    expect(await engine.docker('images', '-q', image)).not.toBe('');
    await pane.getByRole('button', { name: 'Delete…' }).click();
    await expect(registries.alert).toContainText(/These tags mean the same, and go with it:\s*same/);
    await registries.alert.getByRole('button', { name: 'Delete' }).click();
    await expect(pane.getByText('It has no tags.')).toBeVisible();
    await pane.getByRole('button', { name: 'Log out…' }).click();
    await registries.alert.getByRole('button', { name: 'Log out' }).click();
    await expect(registries.row(host)).not.toContainText('alice');
    expect(fs.readFileSync(path.join(config, 'config.json'), 'utf8')).not.toContain('auth"');
    await commandLog.open();
    await expect(commandLog.region).toContainText(`login -u alice ${host}`);
    await expect(commandLog.region).toContainText(`logout ${host}`);
    expect(await page.content()).not.toContain(SECRET);
    for (const file of fs.readdirSync(dataDir, { recursive: true, encoding: 'utf8' })) {
      const whole = path.join(dataDir, file);
      if (fs.statSync(whole).isFile()) expect(fs.readFileSync(whole, 'latin1')).not.toContain(SECRET);
    }
    await engine.docker('rmi', '-f', `${image}:1`);
  });

  test('a broken config.json is named, and what to write for the engine is shown', async ({
    registries,
    dataDir,
    page,
  }) => {
    const { key, der } = certificateOf('lab', dataDir);
    const config = path.join(dataDir, 'docker-config');
    fs.mkdirSync(config);
    fs.writeFileSync(path.join(config, 'config.json'), '{"auths": {"x.example": ');
    await registries.open();
    await expect(page.getByRole('alert')).toContainText('is broken');
    await page.getByRole('button', { name: 'Engine settings…' }).click();
    await registries.dialog.getByRole('link', { name: 'Settings' }).click();
    const settings = page.getByRole('form', { name: 'Registries and proxies' });
    const insecure = settings.getByLabel('Insecure registries');
    await insecure.fill('http://lab.example:5000');
    await expect(settings).toContainText('"http://lab.example:5000" is no registry');
    await expect(settings.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true');
    await insecure.fill('lab.example:5000');
    await settings.getByLabel('Add a certificate').fill(key);
    await settings.getByRole('button', { name: 'Add certificate' }).click();
    await expect(settings).toContainText('There is a private key in it.');
    await settings.getByLabel('File of certificates').setInputFiles({ name: 'ca.crt', mimeType: '', buffer: der });
    const certificate = settings.getByRole('list', { name: 'Trusted certificates' }).getByRole('listitem');
    await expect(certificate).toContainText(/CN=lab\s*Valid until/);
    await settings.getByLabel('HTTPS proxy').fill(`http://me:${SECRET}@proxy.example:3128`);
    await settings.getByLabel('Keep the proxy’s password in clear').check();
    expect(await seriousFindings(page)).toEqual([]);
    await settings.getByRole('button', { name: 'Save' }).click();
    await expect(settings.getByLabel('HTTPS proxy')).toHaveValue('http://me:••••••••@proxy.example:3128');
    await registries.open();
    await page.getByRole('button', { name: 'Engine settings…' }).click();
    await expect(registries.dialog.getByRole('group', { name: 'daemon.json' })).toContainText(
      /"insecure-registries": \[\s*"lab.example:5000"\s*\]/,
    );
    expect(await page.content()).not.toContain(SECRET);
    await page.keyboard.press('Escape');
    await registries.add('127.0.0.1:1');
    await expect(registries.dialog.getByRole('alert')).toContainText('connection refused');
    expect(await seriousFindings(page, '[role=dialog]')).toEqual([]);
  });
});
