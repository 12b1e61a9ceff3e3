import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Dockerd } from '../../testing/dockerd.mjs';
import { type ContainersPage } from '../pages/containers-page';
import { FilesPage } from '../pages/files-page';
import { expect, onElectron, test } from '../fixtures';
import { seriousFindings } from '../axe';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Runs a script in the container `web`. */
const inside = (engine: Dockerd, script: string): Promise<string> => engine.docker('exec', 'web', 'sh', '-c', script);

async function openFiles(containers: ContainersPage, name: string): Promise<FilesPage> {
  await containers.openDetails(name);
  const files = new FilesPage(containers.page);
  await files.open();
  await expect(files.row('etc')).toBeVisible();
  return files;
}

test.describe('files', () => {
  test('are walked through by keyboard', async ({ containers, run, page }) => {
    await run('web');
    const files = await openFiles(containers, 'web');
    await files.row('bin').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('e');
    await expect(files.row('etc')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(files.row('passwd')).toBeVisible();
    await expect(files.row('etc')).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await expect(files.row('etc')).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(files.row('etc')).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect(files.row('busybox')).toBeVisible();
    await page.keyboard.type('bus');
    await expect(files.row('busybox')).toBeFocused();
    await expect(files.row('busybox')).toContainText(/MB.*-rwxr-xr-x/);
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Back to the files' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(files.tree.locator(':focus')).toBeVisible();
  });

  test('a typed path shows a folder alone, or a file; links are followed', async ({
    containers,
    engine,
    run,
    page,
  }) => {
    await run('web', '-v', 'vol:/srv/data');
    await inside(
      engine,
      'printf inside > /srv/data/x; ln -s /srv/data /link; mkdir -p /a/b; ln -s ../../etc/passwd /a/b/pw',
    );
    const files = await openFiles(containers, 'web');
    await files.go('/a/b');
    await expect(files.row('pw')).toContainText('../../etc/passwd');
    await files.row('pw').click();
    await expect(files.editor).toContainText('root:x:0:0');
    await page.keyboard.press('Escape');
    await files.go('/link');
    await expect(files.path).toHaveValue('/srv/data');
    await files.row('x').click();
    await expect(files.editor).toContainText('inside');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Up', exact: true }).click();
    await expect(files.row('data')).toBeVisible();
    await files.go('/nope');
    await expect(page.getByRole('alert').filter({ hasText: 'nothing at /nope' })).toBeVisible();
  });

  test('a text is edited and saved, and nobody is overwritten unasked', async ({ containers, engine, run, page }) => {
    await run('web');
    await inside(engine, 'printf "one\\r\\ntwo\\r\\n" > /tmp/conf; chmod 640 /tmp/conf; chown 7:8 /tmp/conf');
    const files = await openFiles(containers, 'web');
    await files.go('/tmp/conf');
    await page.getByRole('button', { name: 'Edit' }).click();
    await files.editor.press('Control+Home');
    await page.keyboard.type('zero ');
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Saved /tmp/conf')).toBeVisible();
    expect(await engine.docker('exec', 'web', 'od', '-c', '/tmp/conf')).toMatch(
      /z\s+e\s+r\s+o\s+o\s+n\s+e\s+\\r\s+\\n\s+t/,
    );
    expect(await engine.docker('exec', 'web', 'stat', '-c', '%a %u:%g', '/tmp/conf')).toBe('640 7:8');
    await inside(engine, 'echo theirs > /tmp/conf');
    await page.keyboard.type('mine ');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(files.alert).toContainText('changed meanwhile');
    expect(await engine.docker('exec', 'web', 'cat', '/tmp/conf')).toBe('theirs');
    await files.alert.getByRole('button', { name: 'Save over it' }).click();
    await expect(files.alert).toBeHidden();
    await expect.poll(() => engine.docker('exec', 'web', 'cat', '/tmp/conf')).toContain('mine');
    await page.keyboard.type('unsaved ');
    // Another tab is opened without a question: what was typed is there afterwards.
    await page.getByRole('tab', { name: 'Processes' }).click();
    await files.open();
    await files.go('/tmp/conf');
    await expect(files.editor).toContainText('unsaved');
    await expect(page.getByText('Not saved yet')).toBeVisible();
    await page.getByRole('button', { name: 'Back to the files' }).click();
    await files.alert.getByRole('button', { name: 'Leave' }).click();
    await expect(files.row('etc')).toBeVisible();
    await files.go('/tmp/conf');
    await expect(files.editor).toContainText('mine');
    await expect(files.editor).not.toContainText('unsaved');
  });

  test('what is no text is shown as an image, or byte by byte', async ({ containers, engine, run, page, dataDir }) => {
    await run('web');
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.slipwayHit=1"><script>globalThis.slipwayHit=1</script></svg>';
    fs.writeFileSync(path.join(dataDir, 'evil.svg'), svg);
    for (const [from, to] of [
      ['assets/icon.png', 'icon'],
      [path.join(dataDir, 'evil.svg'), 'evil.svg'],
    ] as const)
      await engine.docker('cp', from, `web:/tmp/${to}`);
    const files = await openFiles(containers, 'web');
    await files.go('/tmp/icon');
    const image = page.getByRole('img', { name: '/tmp/icon' });
    await expect(image).toBeVisible();
    expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(16);
    await page.getByRole('button', { name: 'Hex' }).click();
    await expect(page.getByText(/00000000 {2}89 50 4e 47/)).toBeVisible();
    await page.keyboard.press('Escape');
    await files.go('/tmp/evil.svg');
    await expect(files.editor).toContainText('onload');
    await page.keyboard.press('Escape');
    await files.go('/bin/busybox');
    await expect(page.getByText(/The first 1.049 MB of/)).toBeVisible();
    await expect(page.getByText(/00000000 {2}7f 45 4c 46/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Edit' })).toBeHidden();
    expect(await page.evaluate<unknown>('globalThis.slipwayHit')).toBeUndefined();
  });

  test('uploads by button and by drop, and asks before it replaces', async ({
    containers,
    engine,
    run,
    page,
    dataDir,
  }) => {
    await run('web');
    const bytes = randomBytes(20_000_000);
    fs.writeFileSync(path.join(dataDir, 'big file.bin'), bytes);
    const files = await openFiles(containers, 'web');
    await files.go('/tmp');
    await expect(page.getByText('0 here')).toBeVisible();
    await page.getByLabel('Files to upload').setInputFiles(path.join(dataDir, 'big file.bin'));
    await expect(files.transfers).toContainText(/Uploaded, 20 MB of 20 MB/);
    await expect(files.row('big file.bin')).toContainText('20 MB');
    expect(await engine.docker('exec', 'web', 'sha256sum', '/tmp/big file.bin')).toContain(sha256(bytes));
    await files.go('/');
    await files.drop('root', { 'dropped.txt': 'dropped here', '-rf': 'odd' });
    await expect(files.transfers.getByText(/Uploaded/)).toHaveCount(3);
    expect(await engine.docker('exec', 'web', 'cat', '/root/dropped.txt', '/root/-rf')).toBe('dropped hereodd');
    await files.drop('root', { 'dropped.txt': 'again' });
    await expect(files.alert).toContainText('/root/dropped.txt');
    await files.alert.getByRole('button', { name: 'Skip' }).click();
    await files.drop('root', { 'dropped.txt': 'again' });
    await files.alert.getByRole('button', { name: 'Replace' }).click();
    await expect(files.transfers.getByText(/Uploaded/)).toHaveCount(4);
    expect(await engine.docker('exec', 'web', 'cat', '/root/dropped.txt')).toBe('again');
  });

  test('downloads a file as it is and a folder as .tar', async ({ containers, engine, run, page, dataDir }) => {
    // The stand-in for Electron has no downloads.
    if (onElectron) return;
    await run('web');
    await inside(engine, 'mkdir /tmp/d; head -c 30000000 /dev/urandom > "/tmp/d/a \u00e9;\\"b"; echo x > /tmp/d/x');
    const files = await openFiles(containers, 'web');
    await files.go('/tmp/d');
    const [file] = await Promise.all([page.waitForEvent('download'), files.menu('a \u00e9;"b', 'Download')]);
    expect(file.suggestedFilename()).toBe('a \u00e9;_b');
    const saved = path.join(dataDir, 'saved');
    await file.saveAs(saved);
    expect(await engine.docker('exec', 'web', 'sha256sum', '/tmp/d/a \u00e9;"b')).toContain(
      sha256(fs.readFileSync(saved)),
    );
    await expect(files.transfers).toContainText('Sent to the browser, 30 MB of 30 MB');
    await files.go('/tmp');
    const [folder] = await Promise.all([page.waitForEvent('download'), files.menu('d', 'Download as .tar')]);
    expect(folder.suggestedFilename()).toBe('d.tar');
    await folder.saveAs(saved);
    expect(execFileSync('tar', ['-tf', saved], { encoding: 'utf8' })).toContain('d/x');
  });

  test('renames and deletes, and says why not where it cannot', async ({
    containers,
    engine,
    commandLog,
    run,
    page,
  }) => {
    await run('web');
    await inside(engine, 'mkdir /tmp/d; echo x > /tmp/d/one; echo y > /tmp/two');
    const files = await openFiles(containers, 'web');
    await files.go('/tmp');
    await files.row('two').focus();
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'New name' }).fill('three; $(id)');
    await page.keyboard.press('Enter');
    await expect(files.row('three; $(id)')).toBeFocused();
    await expect.poll(() => engine.docker('exec', 'web', 'ls', '/tmp')).toBe('d\nthree; $(id)');
    await files.menu('d', 'Delete');
    await expect(files.alert).toContainText('With everything in it');
    await files.alert.getByRole('button', { name: 'Delete' }).click();
    await expect(files.row('d')).toBeHidden();
    expect(await engine.docker('exec', 'web', 'ls', '/tmp')).toBe('three; $(id)');
    await commandLog.open();
    await expect(page.getByText(/exec -u 0 \w+ rm -rf -- \/tmp\/d/)).toBeVisible();
    await engine.docker('kill', 'web');
    await expect(containers.row('web')).toContainText(/Exited/);
    await files.menu('three; $(id)', 'Delete');
    await files.alert.getByRole('button', { name: 'Delete' }).click();
    await expect(files.alert).toContainText('not running');
    await files.alert.getByRole('button', { name: 'Cancel' }).click();
    await expect(files.row('three; $(id)')).toBeVisible();
  });

  test('what differs from the image, and how', async ({ containers, engine, run, page }) => {
    await run('web');
    await inside(engine, 'sed -i s/root:x/root:changed/ /etc/passwd; echo new > /tmp/new; rm /bin/wget');
    const files = await openFiles(containers, 'web');
    await files.showChanges();
    for (const name of ['changed /etc/passwd', 'added /tmp/new', 'deleted /bin/wget'])
      await expect(files.changes.getByRole('option', { name })).toBeVisible();
    await expect(files.changes.getByRole('option', { name: 'changed /tmp', exact: true })).toBeHidden();
    await files.changes.getByRole('option', { name: '/etc/passwd' }).click();
    const diff = page.getByRole('group', { name: 'Changes of /etc/passwd' });
    await expect(diff).toContainText('root:x:0:0');
    await expect(diff).toContainText('root:changed:0:0');
    await page.keyboard.press('Escape');
    await files.changes.getByRole('option', { name: '/tmp/new' }).click();
    await expect(page.getByRole('group', { name: 'Changes of /tmp/new' })).toContainText('new');
  });

  test('100,000 files in one folder stay usable', async ({ containers, engine, run, page }) => {
    test.slow();
    await run('web');
    await inside(engine, 'mkdir /many; cd /many; i=100000; while [ $i -lt 200000 ]; do : > f$i; i=$((i+1)); done');
    const files = await openFiles(containers, 'web');
    await files.go('/many');
    await expect(files.row('f100000')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('100,000 here')).toBeVisible({ timeout: 30_000 });
    expect(await files.tree.getByRole('row').count()).toBeLessThan(100);
    await files.row('f100000').focus();
    await page.keyboard.press('End');
    await expect(files.tree.locator(':focus')).toHaveAttribute('aria-rowindex', '100001');
    await page.keyboard.type('f15');
    await expect(files.row('f150000')).toBeFocused();
  });

  test('hostile names are text', async ({ containers, engine, run, page }) => {
    await run('web');
    const script = [
      'mkdir /h; cd /h',
      'touch \'<img src=x onerror="globalThis.slipwayHit=1">\'',
      'touch "$(printf \'exe\\342\\200\\256gnp\')" "$(printf \'a\\nb\')" "$(printf \'\\033[2Jx\')" "$(printf \'bad\\377\')"',
      "ln -s 'javascript:globalThis.slipwayHit=1' link",
      "printf '\\342\\200\\256text <script>globalThis.slipwayHit=1</script>' > text",
    ].join('\n');
    await inside(engine, script);
    const files = await openFiles(containers, 'web');
    await files.go('/h');
    await expect(files.tree).toContainText('<img src=x onerror="globalThis.slipwayHit=1">');
    await expect(files.tree.getByText('not UTF-8')).toBeVisible();
    expect(await files.tree.innerText()).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u001b]/);
    await files.row('text').click();
    await expect(files.editor).toContainText('<script>');
    expect(await files.editor.innerText()).not.toMatch(/\u202e/);
    expect(await page.evaluate<unknown>('globalThis.slipwayHit')).toBeUndefined();
  });
});

test('axe finds nothing serious', async ({ containers, engine, run, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await run('web');
  await inside(engine, 'sed -i s/root:x/root:changed/ /etc/passwd; mkdir /tmp/empty');
  const files = await openFiles(containers, 'web');
  await files.row('etc').click();
  await files.row('tmp').click();
  await files.row('empty').click();
  await expect(files.tree.getByText('Empty', { exact: true })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await files.row('passwd').click({ button: 'right' });
  expect(await seriousFindings(page, '[role=menu]')).toEqual([]);
  await page.keyboard.press('Escape');
  await files.row('passwd').click();
  await expect(files.editor).toContainText('root:changed');
  expect(await seriousFindings(page, '[role=tabpanel]')).toEqual([]);
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('button', { name: 'Hex' }).click();
  await expect(page.getByText('00000000')).toBeVisible();
  expect(await seriousFindings(page, '[role=tabpanel]')).toEqual([]);
  await page.keyboard.press('Escape');
  await files.drop('root', { 'a.txt': 'a' });
  await expect(files.transfers).toContainText('Uploaded');
  expect(await seriousFindings(page)).toEqual([]);
  await files.showChanges();
  await expect(files.changes).toContainText('/etc/passwd');
  expect(await seriousFindings(page)).toEqual([]);
  await files.changes.getByRole('option', { name: '/etc/passwd' }).click();
  await expect(page.getByRole('group', { name: 'Changes of /etc/passwd' })).toContainText('root:changed');
  expect(await seriousFindings(page, '[role=tabpanel]')).toEqual([]);
});
