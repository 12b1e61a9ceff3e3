import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd } from '../../../testing/dockerd.mjs';
import type { ContainerSpec } from '../../contract/spec';
import { connected, engineAt } from '../engine/testing/engine-at';
import { list, record, text } from '../engine/loose';
import type { Engine } from '../engine/types';
import { specChanges } from './changes';
import { composeOf } from './compose/compose';
import { createRequest, type CreateRequest } from './create-request';
import { createContainer } from './engine-create';
import { emptyNetwork } from '../../contract/empty-spec';
import { engineDefaults, type EngineDefaults } from './engine-defaults';
import { specOfInspect } from './from-inspect';
import { updateBody, updateLine } from './live-update';
import { recreateRequest } from './overlay';
import { problemsOfEngine } from './problems/of-engine';
import { runLine } from './run-line/print';
import { readRunLine } from './run-line/read';
import { alike, differences } from './testing/alike';
import { CORPUS } from './testing/corpus';

const IMAGE = 'slipway/busybox:1';
const RICH = 'slipway/rich:1';
/** Lines at once; each is a few starts of the CLI. */
const AT_ONCE = 6;

const CHANGES = [
  'ENV IMAGE_VAR=image',
  'ENV KEPT=kept',
  'EXPOSE 80',
  'VOLUME /declared',
  'LABEL image.label=theirs image.other=1',
  'HEALTHCHECK --interval=5s --retries=2 CMD exit 0',
  'ENTRYPOINT ["/bin/sh"]',
  'CMD ["-c", "sleep 1000"]',
  'WORKDIR /tmp',
  'USER root',
];

let dockerd: Dockerd;
let engine: Engine;
let defaults: EngineDefaults;

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  engine = engineAt(dockerd.url);
  await dockerd.docker('network', 'create', '--ipv6', '--subnet', '10.99.1.0/24', '--subnet', 'fd00:99::/64', 'front');
  await dockerd.docker('network', 'create', 'back');
  const db = await dockerd.docker('create', '--name', 'db', '-v', '/shared', IMAGE);
  await dockerd.docker('commit', ...CHANGES.flatMap((change) => ['--change', change]), db, RICH);
  await connected(engine);
  defaults = engineDefaults(await engine.client.json({ method: 'GET', path: '/info' }));
});
afterAll(async () => {
  await engine.close();
  await dockerd.remove();
});

const inspect = (id: string): Promise<unknown> => engine.client.json({ method: 'GET', path: `/containers/${id}/json` });
const imageOf = (name: string): Promise<unknown> =>
  engine.client.json({ method: 'GET', path: `/images/${encodeURIComponent(name)}/json` });
const remove = (id: string): Promise<unknown> =>
  engine.client.json({ method: 'DELETE', path: `/containers/${id}`, query: { force: true } });

const shell = (line: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, DOCKER_HOST: dockerd.url, DOCKER_CONTEXT: '' };
    execFile('bash', ['-c', line], { env }, (error, stdout, stderr) =>
      error === null ? resolve(stdout.trim()) : reject(new Error(`${line}: ${stderr}`)),
    );
  });

/** Inspects what is made, and takes it away. */
async function looked(make: () => Promise<string>): Promise<unknown> {
  const id = await make();
  try {
    return await inspect(id);
  } finally {
    await remove(id);
  }
}
const made = (request: CreateRequest) => looked(async () => (await createContainer(engine.client, request)).id);

/** What differs between the CLI's container and each of ours, a line each. */
async function compare(corpusLine: string): Promise<readonly string[]> {
  const line = `docker create ${corpusLine.replace('$IMAGE', IMAGE).replace('$RICH', RICH)}`;
  const { spec } = readRunLine(line);
  const printed = runLine(spec, { prefix: 'docker', command: 'create' });
  const theirs = await looked(() => shell(line));
  const read = specOfInspect(theirs, await imageOf(spec.image), defaults);
  const differs = async (what: string, ours: Promise<unknown>): Promise<readonly string[]> => {
    const named = spec.name !== '';
    return differences(alike(await ours, named), alike(theirs, named)).map((each) => `${what}: ${line}: ${each}`);
  };
  return [
    ...(await differs('from the line', made(createRequest(spec)))),
    ...(await differs(
      `printed as ${printed}`,
      looked(() => shell(printed)),
    )),
    ...(await differs('from inspect', made(createRequest(read)))),
    ...(await differs('made anew', made(recreateRequest(theirs, read, read)))),
  ];
}

describe('a docker run line', () => {
  it('makes what the docker CLI makes of it, from the line, from its spec, and from the container', async () => {
    const left = [...CORPUS];
    const faults: string[] = [];
    const worker = async (): Promise<void> => {
      for (let line = left.pop(); line !== undefined; line = left.pop())
        faults.push(...(await compare(line).catch((error: unknown) => [String(error)])));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(faults).toEqual([]);
    expect(CORPUS.length).toBeGreaterThanOrEqual(60);
    // Hundreds of containers are made.
  }, 180_000);
});

describe('an edit', () => {
  const line = `docker create --name edited --network front --network-alias shop --ip 10.99.1.40 -v /kept -m 64m ${RICH}`;

  it('keeps what a spec does not know, the volumes without a name, and leaves to another image what is its own', async () => {
    const { body, query } = createRequest(readRunLine(line).spec);
    // What only the API can say.
    const host = { ...record(body.HostConfig), MaskedPaths: ['/proc/kcore'] };
    const { id } = await createContainer(engine.client, { query, body: { ...body, HostConfig: host }, connects: [] });
    const was = await inspect(id);
    const before = specOfInspect(was, await imageOf(RICH), defaults);
    expect(before).toMatchObject({ command: null, entrypoint: null, env: [], labels: [], health: { mode: 'image' } });
    const after = { ...before, image: IMAGE, networks: [...before.networks, emptyNetwork('back')] };
    await dockerd.docker('rename', id, 'kept-aside');
    const again = await inspect((await createContainer(engine.client, recreateRequest(was, before, after))).id);
    const { Config, HostConfig, Mounts, NetworkSettings, Name } = record(again);
    expect(Name).toBe('/edited');
    expect(Config).toMatchObject({ Cmd: ['sh'], Entrypoint: null, Env: null, Labels: {} });
    expect(HostConfig).toMatchObject({ MaskedPaths: ['/proc/kcore'], Memory: 64 * 2 ** 20, NetworkMode: 'front' });
    const volumes = (mounts: unknown) => list(mounts).map((mount) => [record(mount).Destination, record(mount).Name]);
    expect(volumes(Mounts)).toEqual(expect.arrayContaining(volumes(record(was).Mounts)));
    expect(record(NetworkSettings).Networks).toMatchObject({
      front: { Aliases: ['shop'], IPAMConfig: { IPv4Address: '10.99.1.40' } },
      back: {},
    });
  });

  it('of limits goes to the engine as it is, live', async () => {
    const before = specOfInspect(await inspect('edited'), await imageOf(IMAGE), defaults);
    const resources = { ...before.resources, memory: 128 * 2 ** 20, cpus: 0.5, pidsLimit: 20 };
    const after: ContainerSpec = { ...before, restart: { policy: 'on-failure', maximumRetries: 2 }, resources };
    expect(specChanges(before, after).every(({ live }) => live)).toBe(true);
    const body = updateBody(before, after);
    await engine.client.json({ method: 'POST', path: '/containers/edited/update', body });
    expect(specOfInspect(await inspect('edited'), await imageOf(IMAGE), defaults)).toEqual(after);
    await shell(updateLine('docker', 'edited', after, { ...after, resources: { ...resources, memory: 64 * 2 ** 20 } }));
    expect(record(record(await inspect('edited')).HostConfig)).toMatchObject({ Memory: 64 * 2 ** 20 });
  });

  it.each([
    ['that is not there', '--network nowhere', /network nowhere not found/, 'networks.1.name'],
    ['that does not take its address', '--network name=back,ip=nonsense', /^network back: /, 'networks.1.ipv4'],
  ])('leaves nothing half made beside a network %s', async (_, words, message, path) => {
    const { spec } = readRunLine(`docker create --name half --network front ${words} ${IMAGE}`);
    const said = await createContainer(engine.client, createRequest(spec)).then(
      () => 'made',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    );
    expect(said).toMatch(message);
    await expect(inspect('half')).rejects.toThrow(/no such container/i);
    expect(problemsOfEngine(said, spec)).toMatchObject([{ path }]);
  });
});

const COMPOSED = [
  '--name db --network front --network-alias database --ip 10.99.1.30 -v data:/var/lib/data --mount type=bind,src=/srv,dst=/srv,readonly --health-cmd "test -f $FILE" --health-interval 90s --restart on-failure:4 -m 64m --cpus 0.5 --ulimit nofile=100:200 --ulimit core=0 --shm-size 80m --log-opt max-size=10m --log-driver json-file --stop-timeout 7 $IMAGE sleep 1000',
  '--name web --ipc shareable -p 2222:22 -p 127.0.0.1:8080:80 -p 53:53/udp --expose 99 --network front --link db:base --volumes-from db:ro --tmpfs /run:size=1m --cap-add NET_ADMIN --sysctl net.ipv4.ip_forward=1 --dns 1.1.1.1 --add-host gate:10.0.0.1 --device /dev/null:/dev/nil:r --init --stop-signal SIGINT $RICH -c \'echo \\$HOME ${PATH} "$$" > /tmp/x; sleep 1000\'',
  '--name side --network container:web --pid container:web --ipc container:web --user 1:1 --entrypoint "" $IMAGE sleep 1000',
  `--name plain -it -e A=yes -e B=0755 -e C=22:22 -e D=1e3 -e 'E=it'"'"'s "x"' -e F=$'a\\nb\\t' -e 'G=漢字 é # no: [x] {y}' -e H=~ -l yes=no -l '$x=$y' -l 'k= v ' --hostname 1e3 --no-healthcheck --oom-score-adj 10 --security-opt no-new-privileges --blkio-weight-device /dev/null:200 --pids-limit 10 --group-add 0755 $RICH yes`,
];

/** Without what Compose adds of its own; it says ids for names, and mounts in its own order. */
const withoutCompose = (spec: ContainerSpec, service: string, nameOf: (id: string) => string): ContainerSpec => ({
  ...spec,
  mounts: [...spec.mounts].sort((a, b) => a.target.localeCompare(b.target)),
  networkMode: spec.networkMode.replace(/(?<=^container:)\w{64}$/, nameOf),
  security: {
    ...spec.security,
    ipc: spec.security.ipc.replace(/(?<=^container:)\w{64}$/, nameOf),
    pid: spec.security.pid.replace(/(?<=^container:)\w{64}$/, nameOf),
  },
  // It links by the name of the container too.
  links: spec.links.filter((link) => link.includes(':')),
  volumesFrom: spec.volumesFrom.map((word) => word.replace(/^\w{64}/, nameOf)),
  labels: spec.labels.filter(({ name }) => !name.startsWith('com.docker.compose.')),
  // Nothing said means a network of the project's own to Compose, so that the engine's is named.
  networks: spec.networks
    .filter(({ name }) => name !== 'bridge')
    .map((network) => ({ ...network, aliases: network.aliases.filter((alias) => alias !== service) })),
});

describe('an exported Compose file', () => {
  it('brings the same containers up again', async () => {
    await dockerd.docker('rm', 'db');
    const services = [];
    for (const words of COMPOSED) {
      const line = `docker create ${words.replace('$IMAGE', IMAGE).replace('$RICH', RICH)}`;
      const { id } = await createContainer(engine.client, createRequest(readRunLine(line).spec));
      const found = await inspect(id);
      const spec = specOfInspect(found, await imageOf(text(record(record(found).Config).Image)), defaults);
      services.push({ service: `the-${spec.name}`, spec, id });
    }
    const file = composeOf(services, { made: { networks: [], volumes: [] } });
    const path = join(dockerd.dir, 'compose.yaml');
    await writeFile(path, file);
    await dockerd.docker('rm', ...services.map(({ id }) => id));
    await shell(`docker-compose -p again -f ${path} up -d`);
    const ids = new Map<string, string>();
    for (const { spec } of services) ids.set(text(record(await inspect(spec.name)).Id), spec.name);
    const nameOf = (id: string): string => ids.get(id) ?? id;
    const before = new Map(services.map(({ id, spec }) => [id, spec.name]));
    for (const { service, spec } of services) {
      const found = await inspect(spec.name);
      const again = specOfInspect(found, await imageOf(spec.image), defaults);
      expect(
        differences(
          withoutCompose(again, service, nameOf),
          withoutCompose(spec, service, (id) => before.get(id) ?? id),
        ),
        spec.name,
      ).toEqual([]);
    }
  });
});
