import { list, type Loose, record, text } from '../engine/loose';

/** What Podman puts into the environment of every container by itself. */
const OWN_ENV: readonly string[] = [
  'container=podman',
  'TERM=xterm',
  'HOME=/root',
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
];
/** Of its mounts, which Docker has no words for, or refuses for volumes. */
const OWN_MOUNT_OPTIONS: ReadonlySet<string> = new Set([
  ...['nosuid', 'nodev', 'noexec', 'suid', 'dev', 'exec', 'rbind', 'bind', 'rprivate', 'private'],
]);
const SHM_BYTES = 65_536_000;
/** Its default network at the containers; `bridge` elsewhere. */
const NETWORK = 'podman';

const isOwn = (config: Loose): boolean => list(config.Env).includes('container=podman');

/** `data:/v:rw,rprivate,nosuid` -> `data:/v:rw` */
const bind = (said: unknown): string => {
  const parts = text(said).split(':');
  const options = parts.length === 3 ? (parts[2] ?? '').split(',') : [];
  const kept = options.filter((option) => !OWN_MOUNT_OPTIONS.has(option));
  return [...parts.slice(0, 2), ...(kept.length === 0 ? [] : [kept.join(',')])].join(':');
};

const ulimit = (said: unknown): Loose => ({
  ...record(said),
  Name: text(record(said).Name)
    .replace(/^RLIMIT_/, '')
    .toLowerCase(),
});

const unless = (said: unknown, usual: unknown, instead: unknown): unknown => (said === usual ? instead : said);

/** The same as Docker tells it: Podman tells what it made of the wish, where Docker tells the wish. Another engine's is not touched. */
export function inDockersTerms(inspect: unknown): unknown {
  const said = record(inspect);
  const config = record(said.Config);
  if (!isOwn(config)) return inspect;
  const host = record(said.HostConfig);
  const hostname = `HOSTNAME=${text(config.Hostname)}`;
  const networks = Object.entries(record(record(said.NetworkSettings).Networks));
  const isUsual = host.NetworkMode === 'bridge' && networks.every(([name]) => name === NETWORK);
  return {
    ...said,
    Config: {
      ...config,
      Env: list(config.Env).filter((entry) => entry !== hostname && !OWN_ENV.includes(text(entry))),
      StopTimeout: unless(config.StopTimeout, 0, null),
    },
    HostConfig: {
      ...host,
      Binds: list(host.Binds).map(bind),
      Ulimits: list(host.Ulimits).map(ulimit),
      NetworkMode: isUsual ? 'default' : unless(host.NetworkMode, 'bridge', NETWORK),
      PidMode: unless(host.PidMode, 'private', ''),
      UTSMode: unless(host.UTSMode, 'private', ''),
      Runtime: unless(host.Runtime, 'oci', ''),
      MemorySwappiness: unless(host.MemorySwappiness, 0, null),
      ShmSize: unless(host.ShmSize, SHM_BYTES, 0),
    },
    NetworkSettings: {
      ...record(said.NetworkSettings),
      Networks: Object.fromEntries(networks.map(([name, end]) => [isUsual ? 'bridge' : name, end])),
    },
  };
}
