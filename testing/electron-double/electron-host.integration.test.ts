// The built main process and preload, as they are, on the stand-in for `electron`.
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Dockerd, importBusybox, startDockerd } from '../dockerd.mjs';
import { click, evaluate, recorded } from './asking';
import { registryFor } from './registry';
import { build as buildApp } from '../../scripts/lib/build.mjs';
import { type Launched, dropOnImages, launch } from './launch';
import { bundleClient } from './page-client';

const ROOT = path.resolve(import.meta.dirname, '../..');
const OUT = path.join(ROOT, 'out');

let client = '';
let work = '';

beforeAll(async () => {
  work = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-host-'));
  await buildApp();
  client = await bundleClient(work);
}, 180_000);
afterAll(() => fs.rmSync(work, { recursive: true, force: true }));

const start = (dataDir: string, ...args: string[]): Launched =>
  launch({
    main: path.join(OUT, 'main/electron.js'),
    args: [`--data-dir=${dataDir}`, '--engine', `unix://${work}/no-engine.sock`, ...args],
    env: { HOME: work },
  });
const SHOWN = `document.querySelector('nav, [role="navigation"]') !== null`;
const at = (route: string): string => `location.pathname + location.search === '${route}'`;

describe('one window', () => {
  let app: Launched;

  beforeAll(async () => {
    app = start(path.join(work, 'one'));
    await app.until(SHOWN);
  });
  beforeEach(() => evaluate(app, `${client}; 1`));
  afterAll(() => app.end());

  test('shows the page, which shows what the core tells it', async () => {
    await app.until(`document.body.innerText.includes('no-engine.sock')`);
    expect(await recorded(app)).toMatchObject({ windowCount: 1, shown: 1, navigations: [] });
    expect((await recorded(app)).menu.length).toBeGreaterThan(0);
  });

  test("the system's own parts take the theme the user chose", async () => {
    const isDark = `matchMedia('(prefers-color-scheme: dark)').matches`;
    const choose = (theme: string): Promise<unknown> =>
      evaluate(app, `spec.connect().then((wire) => wire.call('settings.update', { theme: '${theme}' }))`);
    expect(await evaluate(app, isDark)).toBe(false);
    await choose('dark');
    await app.until(isDark);
    await choose('system');
    await app.until(`!${isDark}`);
  });

  test('a login is kept by the keychain of the desktop, and sent to its registry', async () => {
    const secret = 'c4n4ry-pa55-word';
    const right = `Basic ${Buffer.from(`alice:${secret}`).toString('base64')}`;
    const { registry, name } = await registryFor(right);
    const call = (what: string, input: object): Promise<unknown> =>
      evaluate(app, `spec.connect().then((wire) => wire.call('registries.${what}', ${JSON.stringify(input)}))`);
    expect(await call('storage', { registry: name })).toMatchObject({ configured: null, safe: true });
    const login = { registry: name, username: 'alice', password: secret, means: { kind: 'safe' } };
    expect(await call('login', login)).toEqual({ by: 'slipway' });
    const kept = fs.readFileSync(path.join(work, 'one', 'logins.json'), 'utf8');
    expect(kept).toContain(name);
    expect(kept).not.toContain(secret);
    expect(await call('repositories', { registry: name, after: '' })).toMatchObject({ names: ['team/app'] });
    expect(await call('logout', { registry: name })).toEqual({ had: true });
    expect(fs.readFileSync(path.join(work, 'one', 'logins.json'), 'utf8')).not.toContain(name);
    registry.close();
  });

  test('host.info is answered through the port', async () => {
    expect(await evaluate(app, `spec.connect().then((wire) => wire.call('host.info'))`)).toEqual({
      version: (JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string }).version,
      host: 'electron',
      platform: process.platform,
      dataDir: path.join(work, 'one'),
      ...{ picksFolders: true, opensFiles: true },
    });
  });

  test('a stream flows, in binary frames', async () => {
    const first = `spec.connect().then(async (wire) => { for await (const item of wire.stream('settings.watch')) return item; })`;
    expect(await evaluate(app, first)).toMatchObject({ value: { theme: 'system' } });
    const frame = `spec.nextPort().then((port) => new Promise((resolve) => {
      port.onmessage = ({ data }) => resolve([data.constructor.name, data.length > 0]);
    }))`;
    expect(await evaluate(app, frame)).toEqual(['Uint8Array', true]);
  });

  test('the page gets two functions from the preload, and cannot change them', async () => {
    const found = `(() => {
      const own = Object.getOwnPropertyDescriptor(window, 'slipway');
      return {
        keys: Reflect.ownKeys(slipway),
        type: typeof slipway.requestPort,
        frozen: [slipway, slipway.requestPort, slipway.sendFile].every(Object.isFrozen),
        fixed: own.writable === false && own.configurable === false,
        node: [typeof require, typeof process, typeof module, typeof Buffer, typeof electron].join(),
      };
    })()`;
    expect(await evaluate(app, found)).toEqual({
      keys: ['requestPort', 'sendFile', 'pathOf'],
      type: 'function',
      frozen: true,
      fixed: true,
      node: 'undefined,undefined,undefined,undefined,undefined',
    });
  });

  test.each([
    ['another site', 'https://example.test', true],
    ['a frame within the page', 'slipway://app', false],
    ['no origin', 'null', true],
  ])('%s gets no port', async (_name, origin, main) => {
    const { channels } = await recorded(app);
    await app.ask({ do: 'forge', channel: 'slipway:request-port', origin, main });
    expect((await recorded(app)).channels).toBe(channels);
    await app.ask({ do: 'forge', channel: 'slipway:request-port', origin: 'slipway://app', main: true });
    expect((await recorded(app)).channels, 'the page itself does').toBe(channels + 1);
  });

  test('the page goes nowhere and loads nothing from elsewhere', async () => {
    const here = await evaluate(app, 'location.href');
    await evaluate(app, `location.href = 'https://example.test/away'; 1`);
    await expect
      .poll(async () => (await recorded(app)).navigations)
      .toEqual([{ url: 'https://example.test/away', prevented: true }]);
    expect(await evaluate(app, 'location.href')).toBe(here);
    expect(await evaluate(app, `fetch('https://example.test/').then(() => 'fetched', () => 'refused')`)).toBe(
      'refused',
    );
    expect((await recorded(app)).openedExternally).toEqual([]);
  });

  test('no window opens; a link goes to the browser if it may', async () => {
    const urls = ['https://example.test/docs', 'http://localhost:8080/', 'http://example.test/', 'file:///etc/passwd'];
    await evaluate(app, `${JSON.stringify(urls)}.forEach((url) => { window.open(url); }); 1`);
    await expect.poll(async () => (await recorded(app)).windows.length).toBeGreaterThanOrEqual(3);
    const { windows, openedExternally, windowCount } = await recorded(app);
    expect(new Set(windows.map(({ action }) => action))).toEqual(new Set(['deny']));
    expect(openedExternally).toEqual(['https://example.test/docs', 'http://localhost:8080/']);
    expect(windowCount).toBe(1);
  });

  test('permissions are denied, but for copying text', async () => {
    const state = (name: string): Promise<unknown> =>
      evaluate(app, `navigator.permissions.query({ name: '${name}' }).then(({ state }) => state)`);
    for (const name of ['geolocation', 'notifications', 'clipboard-read', 'microphone'])
      expect(await state(name), name).toBe('denied');
    expect(await evaluate(app, `navigator.clipboard.writeText('text').then(() => 'copied', String)`)).toBe('copied');
  });

  test("the page's policy stops inline script, eval and markup made of text", async () => {
    const stopped = (attempt: string): Promise<unknown> =>
      evaluate(
        app,
        `new Promise((resolve) => {
          addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
          try { ${attempt} } catch {}
        })`,
      );
    expect(await stopped(`document.body.insertAdjacentHTML('beforeend', '<b>x</b>')`)).toBe(
      'require-trusted-types-for',
    );
    expect(await stopped(`document.body.appendChild(new Image()).src = 'https://example.test/x.png'`)).toBe('img-src');
    expect(await stopped(`fetch('https://example.test/').catch(() => 0)`)).toBe('connect-src');
    expect(await stopped(`document.body.appendChild(document.createElement('iframe')).src = '/'`)).toBe('frame-src');
  });

  test('a reload ends what the old page had, and the new one gets a port of its own', async () => {
    await evaluate(app, `spec.connect().then((wire) => wire.call('host.info'))`);
    const { endedPorts, channels } = await recorded(app);
    await evaluate(app, 'globalThis.before = true');
    await app.ask({ do: 'reload' });
    await app.until(`globalThis.before === undefined && ${SHOWN}`);
    await expect.poll(async () => (await recorded(app)).endedPorts).toBeGreaterThan(endedPorts);
    await evaluate(app, `${client}; 1`);
    expect(await evaluate(app, `spec.connect().then((wire) => wire.call('host.info'))`)).toMatchObject({
      host: 'electron',
    });
    expect((await recorded(app)).channels).toBeGreaterThan(channels);
  });
});

test('a second start brings the first into sight and ends; closing the window ends the first, in good order', async () => {
  const dataDir = path.join(work, 'two');
  const first = start(dataDir);
  try {
    await first.until(SHOWN);
    const second = start(dataDir);
    expect(await second.exited).toBe(0);
    await expect.poll(async () => (await recorded(first)).focused).toBe(1);
    expect((await recorded(first)).windowCount).toBe(1);
    await first.ask({ do: 'close-window' });
    const closing = performance.now();
    expect(await first.exited).toBe(0);
    expect(first.stderr()).toBe('');
    // Held up for the core to close; sooner than the core would be given up on.
    expect(first.notes()).toEqual(['last window closed', 'before-quit', 'will-quit held up', 'exit 0']);
    expect(performance.now() - closing).toBeLessThan(4_500);
  } finally {
    await first.end();
  }
});

test('a flag that cannot be used: one line, usage, exit code 2', async () => {
  const app = start(path.join(work, 'four'), '--engine', 'nonsense');
  expect(await app.exited).toBe(2);
  expect(app.stderr()).toMatch(/^slipway: --engine nonsense: .*\nUsage: .*\n$/);
});

const logged = (name: string): string => fs.readFileSync(path.join(work, name, 'logs/slipway.log'), 'utf8');

const settings = (name: string, value: object): void => {
  fs.mkdirSync(path.join(work, name), { recursive: true });
  fs.writeFileSync(path.join(work, name, 'settings.json'), JSON.stringify({ version: 1, ...value }));
};

test('menus, zoom, links and the tray lead to the page; closed to the tray it is hidden; it opens as it was left', async () => {
  settings('around', { desktop: { closeToTray: true }, appearance: { zoom: 90 } });
  const app = start(path.join(work, 'around'));
  try {
    await app.until(SHOWN);
    await expect.poll(async () => (await recorded(app)).zoom).toBe(0.9);
    expect(await click(app, 'app', 'Zoom in')).toBe(true);
    await expect.poll(async () => (await recorded(app)).zoom).toBe(1);
    await click(app, 'app', 'Images');
    await app.until(at('/images'));
    await app.ask({ do: 'open-url', url: 'slipway://settings?key=terminal.fontSize' });
    await app.until(at('/settings?key=terminal.fontSize'));
    await app.ask({ do: 'open-url', url: 'slipway://volume/../..' });
    const second = start(path.join(work, 'around'), '--', 'slipway://volume/data');
    expect(await second.exited).toBe(0);
    await app.until(at('/volumes/data'));
    expect((await recorded(app)).tray?.labels).toEqual(
      expect.arrayContaining(['Open Slipway', 'Do not disturb', 'Quit Slipway']),
    );
    await app.ask({ do: 'drag', x: 77, y: 55 });
    await app.ask({ do: 'close-window' });
    expect(await recorded(app)).toMatchObject({ windowCount: 1, visible: 0, dialogs: [] });
    await click(app, 'tray', 'Settings');
    await app.until(at('/settings'));
    expect((await recorded(app)).visible).toBe(1);
    await click(app, 'app', 'Show Slipway’s logs');
    expect((await recorded(app)).openedPaths).toEqual([path.join(work, 'around/logs')]);
    await click(app, 'tray', 'Quit Slipway');
    expect(await app.exited).toBe(0);
    const left = JSON.parse(fs.readFileSync(path.join(work, 'around/window.json'), 'utf8')) as object;
    expect(left).toMatchObject({ bounds: { x: 77, y: 55 }, maximized: false });
  } finally {
    await app.end();
  }
}, 60_000);

test('started at login to stay out of sight: no window, until the tray is asked; a signal ends it in the same good order', async () => {
  const app = start(path.join(work, 'hidden'), '--hidden');
  try {
    await expect
      .poll(async () => (await recorded(app)).tray?.labels ?? [], { timeout: 20_000 })
      .toContain('Open Slipway');
    expect((await recorded(app)).windowCount).toBe(0);
    await click(app, 'tray', 'Open Slipway');
    await app.until(SHOWN);
    expect(await app.end()).toBe(0);
    expect(app.notes()).toEqual(['before-quit', 'last window closed', 'will-quit held up', 'exit 0']);
  } finally {
    await app.end();
  }
}, 60_000);

test('a page that keeps crashing gives way to one without scripts; a bug in main ends in order, with a report told once', async () => {
  const app = start(path.join(work, 'crash'));
  await app.until(SHOWN);
  for (let count = 1; count <= 4; count += 1) {
    await app.ask({ do: 'evaluate', expression: 'globalThis.before = true' });
    await app.ask({ do: 'crash' });
    await app.until(count < 4 ? `globalThis.before === undefined && ${SHOWN}` : at('/safe'));
  }
  await app.until(`document.querySelector('h1')?.textContent === 'The Slipway window keeps failing'`);
  expect(await app.ask({ do: 'evaluate', expression: `document.scripts.length` })).toBe(0);
  await app.ask({ do: 'evaluate', expression: `document.querySelectorAll('a')[1].click()` });
  await expect.poll(async () => (await recorded(app)).openedPaths).toEqual([path.join(work, 'crash/logs')]);
  await app.ask({ do: 'throw', message: 'a bug of ours' });
  expect(await app.exited).toBe(70);
  expect(app.stderr()).toContain('Slipway has to end');
  const [report = ''] = fs.readdirSync(path.join(work, 'crash/logs')).filter((name) => name.startsWith('crash-'));
  expect(fs.readFileSync(path.join(work, 'crash/logs', report), 'utf8')).toContain('Error: a bug of ours\n    at ');
  expect(logged('crash')).toContain('crash: uncaughtException: a bug of ours');
  const next = start(path.join(work, 'crash'));
  try {
    await next.until(`document.body.innerText.includes('a bug of ours')`);
    await next.ask({ do: 'evaluate', expression: 'globalThis.before = true' });
    await next.ask({ do: 'reload' });
    await next.until(`globalThis.before === undefined && ${SHOWN}`);
    expect(await next.ask({ do: 'evaluate', expression: `document.body.innerText.includes('a bug of ours')` })).toBe(
      false,
    );
  } finally {
    await next.end();
  }
}, 60_000);

describe('on an engine', () => {
  let dockerd: Dockerd;
  let image = '';

  beforeAll(async () => {
    dockerd = await startDockerd();
  });
  beforeEach(async () => {
    image = await importBusybox(dockerd.url);
  });
  afterAll(() => dockerd.remove());

  test('an image that was dropped is read where it lies, not through the page', async () => {
    await dockerd.docker('save', '-o', path.join(work, 'dropped.tar'), image);
    await dockerd.docker('rmi', image);
    const { size } = fs.statSync(path.join(work, 'dropped.tar'));
    const app = launch({
      main: path.join(OUT, 'main/electron.js'),
      args: [`--data-dir=${path.join(work, 'files')}`, '--engine', dockerd.url],
      env: { HOME: work, ELECTRON_DOUBLE_FILES: work },
    });
    try {
      await app.until(SHOWN);
      // Of the right length, and of nothing: what the engine gets is not from here.
      await dropOnImages(app, 'dropped.tar', size);
      await app.until(`document.body.innerText.includes('Loaded ${image}')`);
      expect(await dockerd.docker('images', '-q', image)).not.toBe('');
      await dropOnImages(app, 'gone.tar', size);
      await app.until(`document.body.innerText.includes('There is nothing at')`);
      await dropOnImages(app, 'dropped.tar', size + 1);
      await app.until(`document.body.innerText.includes('not of the ${String(size + 1)} bytes that were announced')`);
      // A compose file is one in every view, and its project is where it lies.
      const file = path.join(work, 'compose.yaml');
      fs.writeFileSync(file, 'services:\n  web: {image: shop}\n');
      await dropOnImages(app, 'compose.yaml', fs.statSync(file).size);
      await app.until(`[...document.querySelectorAll('input')].some(({ value }) => value === ${JSON.stringify(file)})`);
    } finally {
      await app.end();
    }
  }, 60_000);

  test('killed, it leaves containers running; the next start shows them, and the tray has them', async () => {
    const id = await dockerd.docker('run', '-d', '--name', 'still-here', image, 'sleep', '1000');
    const engine = ['--engine', dockerd.url];
    const first = start(path.join(work, 'killed'), ...engine);
    await first.until(`document.body.innerText.includes('still-here')`);
    process.kill(first.pid, 'SIGKILL');
    expect(await first.exited).toBeNull();
    expect(await dockerd.docker('inspect', '-f', '{{.State.Running}}', id.trim())).toContain('true');
    const next = start(path.join(work, 'killed'), ...engine);
    try {
      await next.until(`document.body.innerText.includes('still-here')`);
      expect(fs.readdirSync(path.join(work, 'killed/logs')).filter((name) => name.startsWith('crash-'))).toEqual([]);
      await expect.poll(async () => (await recorded(next)).tray?.labels ?? []).toContain('still-here');
      await click(next, 'tray', 'Stop');
      await expect
        .poll(() => dockerd.docker('inspect', '-f', '{{.State.Running}}', id.trim()), { timeout: 20_000 })
        .toContain('false');
      await next.ask({ do: 'open-url', url: 'slipway://container/still-here' });
      await next.until(`location.pathname === '/containers/${id.trim()}'`);
    } finally {
      await next.end();
    }
  }, 90_000);

  test('a file opened from outside is asked about in its view; only then it is read, and nothing else can be', async () => {
    const tar = path.join(work, 'an image.tar');
    const compose = path.join(work, 'shop.yml');
    await dockerd.docker('save', '-o', tar, image);
    await dockerd.docker('rmi', image);
    fs.writeFileSync(compose, 'services:\n  web: {image: shop}\n');
    const dataDir = path.join(work, 'opened');
    // Of the program's own start, as Linux has it: an address, beside what is none of ours.
    const app = start(dataDir, '--engine', dockerd.url, '/etc/passwd', pathToFileURL(tar).href);
    const asked = `(document.querySelector('[role=dialog]')?.innerText ?? '')`;
    const press = (name: string): Promise<unknown> =>
      evaluate(
        app,
        `[...document.querySelectorAll('[role=dialog] button')].find((b) => b.innerText === '${name}').click()`,
      );
    try {
      await app.until(`${asked}.includes(${JSON.stringify(tar)}) && ${at('/images')}`);
      expect(await dockerd.docker('images', '-q', image)).toBe('');
      await press('Load');
      await app.until(`document.body.innerText.includes('Loaded ${image}')`);
      await app.ask({ do: 'open-file', path: compose });
      await app.until(
        `[...document.querySelectorAll('input')].some(({ value }) => value === ${JSON.stringify(compose)})`,
      );
      expect(await evaluate(app, at('/compose'))).toBe(true);
      await press('Cancel');
      const second = start(dataDir, path.join(work, 'gone.tar'), '--original-process-start-time=1', tar);
      expect(await second.exited).toBe(0);
      await app.until(`${asked}.includes(${JSON.stringify(tar)})`);
      expect(await evaluate(app, `${asked}.includes('gone.tar')`)).toBe(false);
      // A page cannot name a path.
      await evaluate(app, `${client}; 1`);
      const send = `spec.connect().then(async (wire) => {
        const { url } = await wire.call('images.load', { file: 'x', size: 1 });
        return wire.call('transfers.sendOpened', { file: ${JSON.stringify(compose)}, url });
      }).then(() => 'sent', () => 'refused')`;
      expect(await evaluate(app, send)).toBe('refused');
    } finally {
      await app.end();
    }
  }, 60_000);
});

test('another language is spoken at once by tray and menus; the settings file is made, and opened in the editor', async () => {
  const app = start(path.join(work, 'language'));
  try {
    await app.until(SHOWN);
    await expect
      .poll(async () => (await recorded(app)).tray?.labels ?? [], { timeout: 20_000 })
      .toContain('Open Slipway');
    await evaluate(app, `${client}; 1`);
    const file = path.join(work, 'language/settings.json');
    const call = (what: string): Promise<unknown> => evaluate(app, `spec.connect().then((wire) => wire.call(${what}))`);
    expect(await call(`'settings.openFile'`)).toEqual({ problem: '' });
    expect((await recorded(app)).openedPaths).toEqual([file]);
    expect(fs.existsSync(file)).toBe(true);
    // The page loads itself anew in the other language: it has no answer to wait for.
    const speak = async (language: string): Promise<void> => {
      const change = `void wire.call('settings.update', { appearance: { language: '${language}' } }).catch(() => 0)`;
      await evaluate(app, `${client}; spec.connect().then((wire) => { ${change}; }); 1`);
      await app.until(`document.documentElement.lang === '${language}' && ${SHOWN}`);
    };
    await speak('de');
    await expect
      .poll(async () => (await recorded(app)).tray?.labels ?? [], { timeout: 20_000 })
      .toContain('Slipway öffnen');
    expect((await recorded(app)).menu).toEqual(expect.arrayContaining(['&Datei', 'Neuer Container…']));
  } finally {
    await app.end();
  }
}, 60_000);

test('a build with a feed: the diagnostics ask it, and no other', async () => {
  const resources = path.join(work, 'resources');
  fs.mkdirSync(resources, { recursive: true });
  const { publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
  // Nobody listens there: what is asked for is what is seen.
  const url = 'https://127.0.0.1:1/releases';
  fs.writeFileSync(path.join(resources, 'update-feed.json'), JSON.stringify({ url, publicKey: raw }));
  const verdict = async (app: Launched): Promise<unknown> => {
    await app.until(SHOWN);
    await evaluate(app, `${client}; 1`);
    const run = `spec.connect().then(async (wire) => {
      let last;
      for await (const result of wire.stream('diagnostics.run', { only: ['D21'] })) last = result;
      return last;
    })`;
    return evaluate(app, run);
  };
  const app = launch({
    main: path.join(OUT, 'main/electron.js'),
    args: [`--data-dir=${path.join(work, 'feed')}`, '--engine', `unix://${work}/no-engine.sock`],
    env: { HOME: work, ELECTRON_DOUBLE_RESOURCES: resources },
  });
  const without = start(path.join(work, 'no-feed'));
  try {
    expect(await verdict(app)).toMatchObject({
      ...{ id: 'D21', state: 'warn' },
      evidence: [
        expect.stringMatching(/^HEAD https:\/\/127\.0\.0\.1:1\/releases\/latest-linux\S*\.yml: .*ECONNREFUSED/),
      ],
    });
    expect(await verdict(without)).toMatchObject({ state: 'skipped', evidence: [] });
  } finally {
    await Promise.all([app.end(), without.end()]);
  }
}, 60_000);
