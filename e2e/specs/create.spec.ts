import { seriousFindings } from '../axe';
import { expect, test as base } from '../fixtures';
import { startRegistry } from '../../testing/registry.mjs';
import { CreatePage } from '../pages/create-page';

const IMAGE = 'slipway/busybox:1';

const test = base.extend<{ form: CreatePage }>({
  form: async ({ page, run }, use) => {
    // `run` takes away all containers in the end.
    expect(run).toBeDefined();
    await use(new CreatePage(page));
  },
});

interface Inspected {
  readonly Config: { readonly Env: readonly string[]; readonly Cmd: readonly string[] };
  readonly HostConfig: {
    readonly Memory: number;
    readonly RestartPolicy: { readonly Name: string };
    readonly PortBindings: Readonly<Record<string, readonly { readonly HostPort: string }[]>>;
    readonly Binds: readonly string[];
  };
  readonly State: { readonly Running: boolean };
}

test.describe('the form', () => {
  test('makes by click what it says, after what is wrong was told at its field', async ({
    form,
    engine,
    run,
    page,
  }) => {
    const inspect = async (name: string): Promise<Inspected> => {
      const [found] = JSON.parse(await engine.docker('inspect', name)) as [Inspected];
      return found;
    };
    await run('web', '-p', '8080:80');
    await form.open();
    await expect(form.field('Image')).toBeFocused();
    await page.keyboard.type(IMAGE);
    await form.field('Name').fill('web');
    await form.field('Command').fill("sh -c 'sleep 1000'");
    await form.field('Restart policy').selectOption('Unless stopped');
    await form.addRow('port', 1, { 'Host port': '8080', 'Container port': '80' });
    await form.addRow('mount', 1, { 'Volume or host path': 'made-volume', 'Path in the container': '/data' });
    await form.addRow('variable', 1, { Name: 'DB_PASSWORD', Value: 'hunter2' });
    await form.field('Memory').fill('1k');
    await form.submit('Create and start');
    await expect(form.problems).toContainText('3 things are wrong');
    await expect(form.field('Name')).toBeFocused();
    await expect(form.field('Name')).toHaveAttribute('aria-invalid', 'true');
    await expect(form.field('Name')).toHaveAccessibleDescription(/Another container has this name\. web-2 is free/);
    await form.problems.getByRole('button', { name: 'Memory' }).click();
    await expect(form.field('Memory')).toBeFocused();
    await form.field('Memory').fill('64m');
    await form.field('Name').fill('web-2');
    await form.cell('Host port', 'port', 1).fill('8081');
    // What is masked in the form is masked beside it.
    await expect(form.runText).toContainText(/--name web-2 .*DB_PASSWORD=•+.* --memory 64m/);
    await expect(form.runText).not.toContainText('hunter2');
    await page.getByRole('button', { name: 'Copy the docker run line' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('DB_PASSWORD=hunter2');
    await form.submit('Create and start');
    await expect(page.getByRole('region', { name: 'Container web-2' })).toBeVisible();
    const { Config, HostConfig, State } = await inspect('web-2');
    expect(State.Running).toBe(true);
    expect(Config.Env).toContain('DB_PASSWORD=hunter2');
    expect(Config.Cmd).toEqual(['sh', '-c', 'sleep 1000']);
    expect(HostConfig.Memory).toBe(64 * 1024 * 1024);
    expect(HostConfig.RestartPolicy.Name).toBe('unless-stopped');
    expect(HostConfig.PortBindings['80/tcp']?.[0]?.HostPort).toBe('8081');
    expect(HostConfig.Binds).toEqual(['made-volume:/data']);
  });

  test('takes a docker run line, is kept as a template, and is run again', async ({ form, engine, page }) => {
    await form.open();
    await form.paste(`docker run -d --name pasted -e A=1 --frobnicate -p 8085:80 ${IMAGE} sleep 1000`);
    await expect(form.field('Name')).toHaveValue('pasted');
    await expect(form.cell('Host port', 'port', 1)).toHaveValue('8085');
    await expect(page.getByRole('note').filter({ hasText: 'Not understood' })).toContainText('--frobnicate');
    // A draft waits for who comes back.
    await page.getByRole('link', { name: 'Volumes' }).click();
    await page.goBack();
    await expect(form.field('Name')).toHaveValue('pasted');
    await page.getByRole('button', { name: 'Save as template…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save as template' });
    await expect(dialog).toContainText('secrets in the environment too');
    await dialog.getByRole('textbox', { name: 'Name of the template' }).fill('My sleeper');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    // The name is taken between the look and the click, by somebody who is quicker.
    await engine.docker('create', '--name', 'raced', IMAGE);
    await form.field('Name').fill('raced');
    await form.submit('Create');
    await expect(form.field('Name')).toHaveAccessibleDescription(/has this name|already in use/);
    expect(await engine.docker('ps', '-aq', '--filter', 'name=pasted')).toBe('');
    await page.getByRole('button', { name: 'Templates' }).click();
    await page.getByRole('menuitem', { name: 'My sleeper' }).click();
    await expect(form.field('Name')).toHaveValue('pasted');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('region', { name: 'Container pasted' })).toBeVisible();
    expect(await engine.docker('inspect', '-f', '{{.State.Running}}', 'pasted')).toBe('true');
  });

  test('by keyboard alone, and of an image that goes meanwhile it says so at the image', async ({
    containers,
    form,
    engine,
    run,
    page,
  }) => {
    await run('first');
    await expect(containers.row('first')).toBeVisible();
    await engine.docker('tag', IMAGE, 'localhost:1/gone:1');
    await page.keyboard.press('n');
    await expect(form.field('Image')).toBeFocused();
    await page.keyboard.type('localhost:1/gone:1');
    await page.keyboard.press('Tab');
    await page.keyboard.type('by-key');
    await page.keyboard.press('Tab');
    await page.keyboard.type('sleep 1000');
    await page.getByRole('button', { name: 'Add variable' }).press('Enter');
    await expect(form.cell('Name', 'variable', 1)).toBeFocused();
    await page.keyboard.type('A');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await expect(form.cell('Name', 'variable', 2)).toBeFocused();
    await page.getByRole('button', { name: 'Remove variable 2' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Remove variable 1' })).toBeFocused();
    await page.getByRole('button', { name: 'Paste a .env…' }).press('Enter');
    await page.keyboard.type('# none\nB="quoted"\nbad name=1\nA=2');
    await expect(page.getByRole('dialog')).toContainText('Line 3: A name holds no blanks.');
    await page.getByRole('dialog').getByRole('button', { name: 'Add 2' }).press('Enter');
    await expect(form.cell('Value', 'variable', 1)).toHaveValue('2');
    await expect(form.cell('Value', 'variable', 2)).toHaveValue('"quoted"');
    await engine.docker('rmi', 'localhost:1/gone:1');
    await page.keyboard.press('Control+Enter');
    await expect(form.field('Image')).toHaveAccessibleDescription(/localhost:1/);
    await expect(form.problems.first()).toContainText('Nothing was made.');
    await form.field('Image').fill(IMAGE);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('region', { name: 'Container by-key' })).toBeVisible();
    expect(await engine.docker('inspect', '-f', '{{.Config.Env}}', 'by-key')).toContain('A=2 B="quoted"');
  });
});

test('an image that is missing is pulled at its field, stopped, or said to be nowhere', async ({
  form,
  engine,
  run,
  page,
  commandLog,
}) => {
  const registry = await startRegistry(engine);
  const image = `${registry.host}/pulled:1`;
  await engine.docker('tag', IMAGE, image);
  await engine.docker('push', image);
  await engine.docker('rmi', image);
  // Takes the question, and says nothing.
  await run('deaf', '--network', 'host', '--', 'sh', '-c', 'sleep 1000 | nc -l -p 5001');
  await form.open();
  const pull = page.getByRole('button', { name: 'Pull now' });
  await form.field('Image').fill('127.0.0.1:5001/slow:1');
  await page.keyboard.press('Tab');
  await pull.press('Enter');
  await expect(page.getByRole('progressbar', { name: 'Pulled' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(pull).toBeFocused();
  await form.field('Image').fill(`${registry.host}/absent:1`);
  await pull.click();
  await expect(form.problems).toContainText(/It was not pulled:.*absent/);
  await form.field('Image').fill(image);
  await expect(form.problems).toBeHidden();
  await pull.click();
  await expect(pull).toBeHidden();
  await expect(form.field('Image')).toBeFocused();
  await expect(form.field('Command')).toHaveAttribute('placeholder', /sh/);
  expect(await engine.docker('image', 'inspect', '-f', '{{.Id}}', image)).toMatch(/^sha256:/);
  await registry.remove();
  await commandLog.open();
  await expect(commandLog.region).toContainText(`pull ${image}`);
});

test('edits a container: live where that is enough, else another takes its place', async ({
  containers,
  form,
  engine,
  run,
  page,
}) => {
  const id = await run('web', '-e', 'A=1');
  await containers.contextMenu('web', 'Edit…');
  await expect(page.getByRole('heading', { level: 1, name: 'Edit web' })).toBeVisible();
  const changes = page.getByRole('region', { name: 'Changes' });
  await form.field('Memory').fill('64m');
  await expect(changes.getByRole('listitem')).toHaveText(/Memory.*live.*64m/s);
  await page.getByRole('button', { name: 'Change it live' }).click();
  await expect(page.getByText('Changed, without a new container.')).toBeVisible();
  expect(await engine.docker('inspect', '-f', '{{.HostConfig.Memory}} {{.Id}}', 'web')).toBe(`67108864 ${id}`);
  await page.getByRole('link', { name: 'Go to the container' }).click();
  await containers.contextMenu('web', 'Edit…');
  await form.cell('Value', 'variable', 1).fill('2');
  await expect(changes).toContainText('needs a new container');
  await form.field('Seconds to get well').fill('1');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('The new container is in place.')).toBeVisible();
  expect(await engine.docker('inspect', '-f', '{{.Config.Env}} {{.HostConfig.Memory}}', 'web')).toMatch(
    /A=2.* 67108864/,
  );
});

test('axe finds nothing serious in it', async ({ form, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await form.open();
  await form.addRow('port', 1, { 'Host port': 'x' });
  await form.addRow('variable', 1, { Name: 'TOKEN', Value: 'x' });
  for (const name of [/^Basics: More/, /^Resources: More/, /^Security: More/])
    await page.getByRole('button', { name }).click();
  // This engine has none.
  await expect(page.getByRole('group', { name: 'GPUs' })).toContainText('no nvidia runtime and no CDI devices');
  await form.submit('Create');
  await expect(form.problems).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await form.paste(`docker run --gpus all ${IMAGE}`);
  await expect(form.field('GPUs')).toHaveValue('all');
});
