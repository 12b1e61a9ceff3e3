import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ComposePlace } from '../../../contract/compose';
import { parseEndpoint } from '../../engine/endpoint';
import type { EngineAddress } from '../../engine/types';
import { createCaller } from './caller';

let dir: string;
beforeAll(() => (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-caller-'))));
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

/** A program in a folder of its own; it says what such a one says. */
function program(folder: string, name: string, script: string): string {
  fs.mkdirSync(path.join(dir, folder), { recursive: true });
  fs.writeFileSync(path.join(dir, folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return path.join(dir, folder);
}
const docker = (folder: string, compose: string, self = 'Docker version 28.2.2, build e6534b4'): string => {
  const plugin = compose === '' ? `echo "docker: 'compose' is not a docker command." >&2; exit 1` : `echo '${compose}'`;
  return program(folder, 'docker', `if [ "$1" = compose ]; then ${plugin}; else echo '${self}'; fi`);
};
const standalone = (folder: string, version: string): string =>
  program(
    folder,
    'docker-compose',
    `if [ "$1" = version ]; then echo '${version}'; else echo "$@"; /usr/bin/env; pwd; fi`,
  );

function addressOf(url: string, tls: EngineAddress['tls'] = null): EngineAddress {
  const parsed = parseEndpoint(url, tls !== null);
  if (!parsed.ok || parsed.endpoint.kind === 'unsupported') throw new Error(url);
  return { endpoint: parsed.endpoint, tls, version: '1.41' };
}

const SOCKET = 'unix:///run/docker.sock';
const callerFor = (
  folders: readonly string[],
  more: Readonly<Record<string, string>> = {},
  address = addressOf(SOCKET),
) =>
  createCaller({
    engine: { address: () => address },
    env: { PATH: folders.join(':'), ...more },
    ...{ homeDir: dir, platform: 'linux' },
  });
const place = (more: Partial<ComposePlace> = {}): ComposePlace => ({
  ...{ name: '', folder: dir, files: [], envFiles: [], profiles: [], ...more },
});

it('the plugin, else one of the second line, else one of the first', async () => {
  const bare = docker('bare', '');
  const plugin = docker('plugin', 'v2.21.0');
  const podman = docker('podman', '2.40.0', 'podman version 5.0.0');
  const second = standalone('second', '5.0.1');
  const first = standalone('first', '1.29.2');
  const old = standalone('old', '1.25.0');
  expect(await callerFor([bare, first, second, plugin]).cli()).toMatchObject({
    ...{ kind: 'plugin', version: '2.21.0', program: path.join(plugin, 'docker'), remark: '' },
    ...{ watch: false, second: true },
  });
  expect(await callerFor([bare, first, second]).cli()).toMatchObject({
    kind: 'standalone',
    version: '5.0.1',
    watch: true,
  });
  const oldest = await callerFor([podman, first]).cli();
  expect(oldest).toMatchObject({ kind: 'standalone', version: '1.29.2', second: false, watch: false });
  expect(oldest.remark).toContain('gets no more updates');
  for (const [folders, words] of [
    [[bare], 'no compose plugin'],
    [[old], '1.25.0'],
    [[], 'Neither docker nor docker-compose'],
  ] as const) {
    const none = await callerFor(folders).cli();
    expect([none.kind, none.program]).toEqual(['none', '']);
    expect(none.remark).toContain(words);
    await expect(callerFor(folders).call(place())).rejects.toMatchObject({ fault: 'no-cli' });
  }
});

it('what is installed meanwhile is found', async () => {
  const folder = program('later', 'other', 'true');
  const caller = callerFor([folder]);
  expect((await caller.cli()).kind).toBe('none');
  standalone('later', '1.29.2');
  expect((await caller.cli()).version).toBe('1.29.2');
  standalone('later', '2.30.10');
  expect((await caller.cli()).version).toBe('2.30.10');
});

it('the place and the engine are said so that nothing of the user’s environment says otherwise', async () => {
  const leading = { DOCKER_HOST: 'x', COMPOSE_PROFILES: 'p', COMPOSE_FILE: 'f', COMPOSE_PROJECT_NAME: 'n' };
  const own = { ...leading, DOCKER_BUILDKIT: '0', DOCKER_CONFIG: '/c' };
  const plugin = docker('plugin2', '2.40.0');
  const full = place({ name: 'shop', files: ['/a b.yml', '/c.yml'], envFiles: ['/e', '/f'], profiles: ['x', 'y'] });
  const { args, env, line } = await callerFor([plugin], own).call(full);
  expect(line).toBe(
    `docker -H ${SOCKET} compose --ansi never --project-name shop --project-directory ${dir} -f '/a b.yml' -f /c.yml --env-file /e --env-file /f --profile x --profile y`,
  );
  expect(args.join(' ')).toBe(line.replaceAll("'", '').replace(/^docker /, ''));
  expect(env).toMatchObject({ DOCKER_BUILDKIT: '0', DOCKER_CONFIG: '/c', PWD: dir });
  for (const name of Object.keys(leading)) expect(env).not.toHaveProperty(name);
  expect((await callerFor([plugin], own).call(place())).line).toMatch(
    /^env -u COMPOSE_FILE -u COMPOSE_PROFILES -u COMPOSE_PROJECT_NAME docker -H /,
  );
  const first = standalone('first2', '1.29.2');
  await expect(callerFor([first]).call(full)).rejects.toMatchObject({ fault: 'unsupported' });
});

it('the first line is told by variables, which its builds heed too', async () => {
  const first = standalone('first3', '1.29.2');
  const lineFor = async (url: string, tls: EngineAddress['tls'] = null): Promise<string> =>
    (await callerFor([first], {}, addressOf(url, tls)).call(place())).line;
  const rest = `docker-compose --ansi never --project-directory ${dir}`;
  expect(await lineFor(SOCKET)).toBe(`DOCKER_HOST=${SOCKET} ${rest}`);
  expect(await lineFor('tcp://far:2375')).toBe(`DOCKER_HOST=tcp://far:2375 ${rest}`);
  const tls = { ca: '/k/ca.pem', cert: '/k/cert.pem', key: '/k/key.pem', skipVerify: false };
  expect(await lineFor('tcp://far:2376', tls)).toBe(
    `DOCKER_HOST=tcp://far:2376 DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=/k ${rest}`,
  );
  expect(await lineFor('tcp://far:2376', { ...tls, key: '/k/mine.pem' })).toMatch(
    /^COMPOSE_DOCKER_CLI_BUILD=0 docker-compose -H tcp:\/\/far:2376 --tlsverify --tlscacert \/k\/ca.pem /,
  );
  await expect(lineFor('https://far')).rejects.toMatchObject({ fault: 'no-way' });
});

it('asks in the folder, also without an engine', async () => {
  const first = standalone('first4', '1.29.2');
  const options = { signal: new AbortController().signal, timeoutMs: 10_000 };
  const asked = await callerFor([first]).ask(place(), ['config'], options);
  expect(asked).toMatchObject({ code: 0, stderr: '' });
  expect(asked.stdout).toContain(`--project-directory ${dir} config`);
  expect(asked.stdout.trim().split('\n').at(-1)).toBe(fs.realpathSync(dir));
  expect(asked.stdout).toContain(`DOCKER_HOST=${SOCKET}`);
  const none = { engine: { address: () => null }, env: { PATH: first }, homeDir: dir, platform: 'linux' } as const;
  expect((await createCaller(none).ask(place(), ['config'], options)).stdout).not.toContain('DOCKER_HOST');
  await expect(createCaller(none).call(place())).rejects.toMatchObject({ fault: 'no-way' });
  const gone = place({ folder: path.join(dir, 'gone') });
  await expect(callerFor([first]).ask(gone, [], options)).rejects.toMatchObject({ fault: 'not-found' });
  const slow = program('slow', 'docker-compose', 'if [ "$1" = version ]; then echo 1.29.2; else sleep 60; fi');
  const soon = { ...options, timeoutMs: 100 };
  await expect(callerFor([slow, '/bin']).ask(place(), [], soon)).rejects.toMatchObject({ fault: 'refused' });
});
