import { list, type Loose, record, text } from '../../engine/loose';

const ANONYMOUS = /^[0-9a-f]{64}$/;
const OWN_NAME = /^[0-9a-f]{12}$/;
const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** Without what says nothing: the CLI sends empty lists and strings where others send nothing. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, said(each)] as const);
  return Object.fromEntries(entries.filter(([, each]) => !isEmpty(each)));
}

/** The words of a bind in one order; to be read and written is what it is anyway. */
function bind(word: unknown): string {
  const [source = '', target = '', words = ''] = text(word).split(':');
  const rest = words.split(',').filter((each) => each !== 'rw' && each !== '');
  return [ANONYMOUS.test(source) ? 'anonymous' : source, target, rest.sort().join(',')].join(':');
}

const tmpfs = (options: unknown): string =>
  text(options)
    .split(',')
    .filter((each) => each !== 'rw')
    .sort()
    .join(',');

const mount = (entry: unknown): Loose => {
  const { Name, Source, Mode, Destination, Type, Driver, RW, Propagation } = record(entry);
  const anonymous = ANONYMOUS.test(text(Name));
  const mode = text(Mode)
    .split(',')
    .filter((each) => each !== 'rw')
    .sort()
    .join(',');
  return {
    ...{ Destination, Type, Driver, RW, Propagation, Name: anonymous ? 'anonymous' : Name },
    ...{ Source: text(Type) === 'volume' ? '' : Source, Mode: mode === 'z' ? '' : mode },
  };
};

const endpoint = (value: unknown): Loose => ({
  ...record(value),
  NetworkID: '',
  Links: list(record(value).Links).map(text).sort(),
  Aliases: list(record(value).Aliases).filter((alias) => !OWN_NAME.test(text(alias))),
});

/** Volumes that have no name of their own, which stand in three places: declared, or carried over by the name they got. */
function storage(config: Loose, host: Loose): Loose {
  const binds = list(host.Binds).map(bind);
  return {
    Binds: binds.filter((each) => !each.startsWith('anonymous:')).sort(),
    Anonymous: [
      ...new Set([
        ...Object.keys(record(config.Volumes)).filter((path) => !binds.some((each) => each.split(':')[1] === path)),
        ...binds.filter((each) => each.startsWith('anonymous:')).map((each) => each.split(':')[1] ?? ''),
      ]),
    ].sort(),
    Links: list(host.Links).map(text).sort(),
    Tmpfs: Object.fromEntries(Object.entries(record(host.Tmpfs)).map(([path, options]) => [path, tmpfs(options)])),
    Mounts: list(host.Mounts)
      .map((each) => (ANONYMOUS.test(text(record(each).Source)) ? { ...record(each), Source: '' } : each))
      .sort((a, b) => text(record(a).Target).localeCompare(text(record(b).Target))),
  };
}

const ATTACHED = { AttachStdin: '', AttachStdout: '', AttachStderr: '', StdinOnce: '' };

/** What `docker inspect` says of a container, without what is another's for each: ids, times, names nobody gave. */
export function alike(inspect: unknown, isNamed: boolean): unknown {
  const { Config, HostConfig, NetworkSettings, Mounts, Name } = record(inspect);
  const config = record(Config);
  const host = record(HostConfig);
  const endpoints = Object.entries(record(record(NetworkSettings).Networks));
  return said({
    Name: isNamed ? Name : '',
    Config: {
      ...config,
      ...ATTACHED,
      Volumes: {},
      // The CLI keeps them in a map: they come in any order.
      Env: list(config.Env).map(text).sort(),
      Hostname: OWN_NAME.test(text(config.Hostname)) ? '' : config.Hostname,
    },
    HostConfig: { ...host, ...storage(config, host), ConsoleSize: '' },
    Networks: Object.fromEntries(endpoints.map(([name, value]) => [name, endpoint(value)])),
    Mounts: list(Mounts)
      .map(mount)
      .sort((a, b) => text(a.Destination).localeCompare(text(b.Destination))),
  });
}

function leaves(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${path} = ${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, each]) => leaves(each, `${path}.${key}`));
}

/** What one has and the other has not, a line each. */
export function differences(is: unknown, wanted: unknown): readonly string[] {
  const [here, there] = [leaves(is, ''), leaves(wanted, '')];
  return [
    ...here.filter((leaf) => !there.includes(leaf)).map((leaf) => `is${leaf}`),
    ...there.filter((leaf) => !here.includes(leaf)).map((leaf) => `wanted${leaf}`),
  ];
}
