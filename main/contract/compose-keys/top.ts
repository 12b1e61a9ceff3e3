import {
  block,
  type ComposeKeyTable,
  duration,
  flag,
  integer,
  list,
  listOrMap,
  map,
  number,
  text,
  textOrList,
  v2,
} from './types';

export const top: ComposeKeyTable = {
  name: text('The name of the project, unless another one is given.', v2),
  version: text('The version of the file format; compose of the second line ignores it.'),
  include: list('Other compose files whose services come along.', { ...v2, items: 'include' }),
  services: block('What runs: each service is one or more containers of one image.', { entries: 'service' }),
  networks: block('Networks of the project; `default` is there unless said.', { entries: 'network' }),
  volumes: block('Named volumes of the project.', { entries: 'volume' }),
  configs: block('Files that services may read.', { entries: 'config' }),
  secrets: block('Files with secrets that services may read.', { entries: 'secret' }),
  models: block('Models that services may use.', { ...v2, entries: 'model' }),
};

export const include: ComposeKeyTable = {
  path: textOrList('The compose file, or several that are merged.', { ...v2, format: 'path' }),
  project_directory: text('The folder its paths start from.', { ...v2, format: 'path' }),
  env_file: textOrList('Files of variables for it.', { ...v2, format: 'path' }),
};

const external = (what: string) =>
  ({
    ...flag(`${what} is made outside of the project and has to be there.`, { section: 'external' }),
    kinds: ['boolean', 'text', 'map'],
  }) as const;

export const externalKeys: ComposeKeyTable = {
  name: text('What the engine calls it; `name` beside is the newer way.'),
};

export const network: ComposeKeyTable = {
  name: text('What the engine calls it, in place of `PROJECT_KEY`.'),
  driver: text('The driver; `bridge` unless said.'),
  driver_opts: map('Options of the driver.'),
  ipam: map('Where its addresses come from.', { section: 'ipam' }),
  external: external('The network'),
  internal: flag('It has no way to the outside.'),
  attachable: flag('Containers outside of the project may join.'),
  enable_ipv4: flag('Whether it has IPv4 addresses.', v2),
  enable_ipv6: flag('Whether it has IPv6 addresses.'),
  labels: listOrMap('Labels of the network.'),
};

export const ipam: ComposeKeyTable = {
  driver: text('The driver of addresses.'),
  config: list('Ranges of addresses.', { items: 'ipam-pool' }),
  options: map('Options of the driver.'),
};

export const ipamPool: ComposeKeyTable = {
  subnet: text('The subnet, such as `172.28.0.0/16`.'),
  ip_range: text('Containers get addresses of this part of it.'),
  gateway: text('The address of the gateway.'),
  aux_addresses: map('Addresses that are in use, by host name.'),
};

export const volume: ComposeKeyTable = {
  name: text('What the engine calls it, in place of `PROJECT_KEY`.'),
  driver: text('The driver; `local` unless said.'),
  driver_opts: map('Options of the driver.'),
  external: external('The volume'),
  labels: listOrMap('Labels of the volume.'),
};

export const secret: ComposeKeyTable = {
  file: text('The file that holds it.', { format: 'path' }),
  environment: text('The variable that holds it.', v2),
  external: external('The secret'),
  name: text('What the engine calls it.'),
  labels: listOrMap('Labels of the secret.'),
  driver: text('The driver that keeps it.'),
  driver_opts: map('Options of the driver.'),
  template_driver: text('The driver that fills in templates.'),
};

export const config: ComposeKeyTable = {
  file: text('The file that holds it.', { format: 'path' }),
  environment: text('The variable that holds it.', v2),
  content: text('Its text itself.', v2),
  external: external('The config'),
  name: text('What the engine calls it.'),
  labels: listOrMap('Labels of the config.'),
  template_driver: text('The driver that fills in templates.'),
};

export const model: ComposeKeyTable = {
  model: text('The model, as an OCI artifact.', v2),
  name: text('What it is called.', v2),
  context_size: integer('How many tokens it sees at once.', v2),
  runtime_flags: list('Flags of the program that runs it.', v2),
};

export const deploy: ComposeKeyTable = {
  mode: text('How containers are spread.', {
    values: ['replicated', 'global', 'replicated-job', 'global-job'],
  }),
  replicas: integer('How many containers of it there are.'),
  endpoint_mode: text('How a swarm finds it.', { values: ['vip', 'dnsrr'] }),
  labels: listOrMap('Labels of the service itself, not of its containers.'),
  resources: block('Limits and reservations.', { section: 'resources' }),
  restart_policy: block('When it is started again; `restart` beside is the simpler way.', {
    section: 'restart-policy',
  }),
  update_config: block('How an update goes on.', { section: 'rollout' }),
  rollback_config: block('How the way back goes on.', { section: 'rollout' }),
  placement: block('Where a swarm puts it.', { section: 'placement' }),
};

export const resources: ComposeKeyTable = {
  limits: block('The most that it may use.', { section: 'limits' }),
  reservations: block('What has to be there for it.', { section: 'reservations' }),
};

export const limits: ComposeKeyTable = {
  cpus: number('How many processors it may use.'),
  memory: text('The most memory it may use.', { format: 'size' }),
  pids: integer('How many processes it may have.', v2),
};

export const reservations: ComposeKeyTable = {
  cpus: number('How many processors have to be free.'),
  memory: text('How much memory has to be free.', { format: 'size' }),
  devices: list('Devices that it needs, such as GPUs.', { items: 'device' }),
  generic_resources: list('Other things that it needs.', { items: 'generic-resource' }),
};

export const genericResource: ComposeKeyTable = {
  discrete_resource_spec: map('What, and how many.', { section: 'discrete-resource' }),
};

export const discreteResource: ComposeKeyTable = {
  kind: text('What it is called.'),
  value: number('How many.'),
};

export const rollout: ComposeKeyTable = {
  parallelism: integer('How many at once.'),
  delay: duration('How long between.'),
  failure_action: text('What happens when it fails.', { values: ['continue', 'rollback', 'pause'] }),
  monitor: duration('How long it is watched for failure.'),
  max_failure_ratio: number('The share that may fail.'),
  order: text('Which comes first.', { values: ['stop-first', 'start-first'] }),
};

export const placement: ComposeKeyTable = {
  constraints: list('What a node has to be.'),
  preferences: list('How they are spread.', { items: 'preference' }),
  max_replicas_per_node: integer('The most on one node.'),
};

export const preference: ComposeKeyTable = { spread: text('The label over whose values they are spread.') };
