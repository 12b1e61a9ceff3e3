import {
  block,
  command,
  type ComposeKeyTable,
  duration,
  flag,
  integer,
  list,
  listOrMap,
  map,
  number,
  scalar,
  size,
  text,
  textOrList,
  textOrMap,
  v2,
} from './types';

const NAMESPACES = '`host`, `service:NAME` or `container:NAME`';

const what: ComposeKeyTable = {
  image: text('The image its containers are made from.'),
  build: textOrMap('How its image is built: a folder, or what else is to be said.', { section: 'build' }),
  platform: text('The platform its containers run on, such as `linux/arm64`.'),
  pull_policy: text(
    'When the image is pulled: `always`, `missing`, `never`, `build`, `daily`, `weekly`, `every_…`.',
    v2,
  ),
  container_name: text('A name in place of the one that compose makes; then there can be only one container.'),
  command: command('Runs in place of the command of the image.'),
  entrypoint: command('Runs in place of the entrypoint of the image.'),
  working_dir: text('The folder in the container where the command runs.'),
  user: text('The user, or user and group, that the command runs as.'),
  group_add: list('More groups that the user is in.'),
  tty: flag('Gives the command a terminal.'),
  stdin_open: flag('Keeps the standard input open.'),
  init: flag('Runs a small init that passes signals on and buries ended processes.'),
  attach: flag('Whether `up` shows its output; true unless said.', v2),
  scale: integer('How many containers of it there are.'),
  profiles: list('It only counts when one of these profiles is chosen.', { names: 'profiles' }),
  provider: map('What makes it where it is no container.', { ...v2, section: 'provider' }),
  extends: textOrMap('Takes what another service says, of this file or another one.', {
    section: 'extends',
    names: 'services',
  }),
};

const life: ComposeKeyTable = {
  depends_on: listOrMap('Services that are started before it, and stopped after it.', {
    names: 'services',
    entries: 'depends-on',
  }),
  restart: text('When the engine starts it again.', { format: 'restart' }),
  healthcheck: block('How the engine finds out whether it is well.', { section: 'healthcheck' }),
  stop_signal: text('The signal that asks it to stop; SIGTERM unless said.'),
  stop_grace_period: duration('How long it may take to stop before it is killed; 10s unless said.'),
  post_start: list('Commands run in the container after it has started.', { ...v2, items: 'hook' }),
  pre_stop: list('Commands run in the container before it is stopped.', { ...v2, items: 'hook' }),
  deploy: block('Replicas, resources and the way of updates.', { section: 'deploy' }),
  develop: block('What `watch` does when files change.', { ...v2, section: 'develop' }),
  links: list('Services reached by another name too, as `SERVICE:ALIAS`.', { names: 'services' }),
  external_links: list('Containers outside of the project, as `CONTAINER:ALIAS`.'),
};

const surroundings: ComposeKeyTable = {
  environment: listOrMap('Variables of its environment; one without a value takes it from where compose runs.'),
  env_file: textOrList('Files of variables, each line `NAME=value`.', { items: 'env-file' }),
  labels: listOrMap('Labels of its containers.'),
  label_file: textOrList('Files of labels.', v2),
  annotations: listOrMap('Annotations of its containers.', v2),
  configs: list('Configs it may read, by name or said at length.', { names: 'configs', items: 'service-file' }),
  secrets: list('Secrets it may read, by name or said at length; they are files below `/run/secrets`.', {
    names: 'secrets',
    items: 'service-file',
  }),
  models: listOrMap('Models it uses.', { ...v2, entries: 'service-model' }),
  volumes: list('Volumes and folders that it sees: `SOURCE:TARGET:MODE`, or said at length.', {
    names: 'volumes',
    items: 'mount',
    format: 'mount',
  }),
  volumes_from: list('Takes the volumes of another service or of `container:NAME`.'),
  tmpfs: textOrList('Folders in the container that are kept in memory.'),
  logging: block('Where its log goes.', { section: 'logging' }),
};

const network: ComposeKeyTable = {
  ports: list('Ports that are published: `HOST:CONTAINER`, with an address and `/udp` if wanted.', {
    items: 'port',
    format: 'ports',
  }),
  expose: list('Ports that other services may reach, without publishing them.'),
  networks: listOrMap('Networks that it is in; `default` unless said.', {
    names: 'networks',
    entries: 'service-network',
  }),
  network_mode: text(`The network it shares: \`bridge\`, \`none\`, ${NAMESPACES}.`),
  hostname: text('What the container calls itself.'),
  domainname: text('The domain name of the container.'),
  dns: textOrList('Addresses of name servers.'),
  dns_opt: list('Options of the resolver.'),
  dns_search: textOrList('Domains that are searched.'),
  extra_hosts: listOrMap('Names added to `/etc/hosts`, as `NAME:ADDRESS`.'),
  mac_address: text('The MAC address of the container.'),
};

const rights: ComposeKeyTable = {
  cap_add: list('Capabilities that it gets.'),
  cap_drop: list('Capabilities that it loses.'),
  privileged: flag('Gives it nearly all rights of the host.'),
  read_only: flag('Its own file system cannot be written.'),
  security_opt: list('Options of AppArmor, seccomp, SELinux; `no-new-privileges:true`.'),
  userns_mode: text('The user namespace; `host` is the only one.'),
  ipc: text(`The IPC namespace: \`shareable\`, \`private\`, ${NAMESPACES}.`),
  pid: { ...text(`The process namespace: ${NAMESPACES}.`), kinds: ['text', 'null'] },
  uts: text('The UTS namespace; `host` shares the name of the host.', v2),
  cgroup: text('The cgroup namespace.', { ...v2, values: ['host', 'private'] }),
  cgroup_parent: text('The cgroup above its own.'),
  isolation: text('How it is kept apart, where the engine has more than one way.'),
  credential_spec: map('Credentials of a managed service account on Windows.', { section: 'credential-spec' }),
  use_api_socket: flag('Lets it use the API of the engine.', v2),
  sysctls: listOrMap('Kernel parameters.'),
  storage_opt: map('Options of the storage driver.'),
};

const resources: ComposeKeyTable = {
  cpus: number('How many processors it may use, such as `0.5`.'),
  cpuset: text('Which processors it may use, such as `0-2,4`.'),
  cpu_count: integer('How many processors it may use, on Windows.'),
  cpu_percent: number('The share of all processors in percent, on Windows.'),
  cpu_shares: scalar('Its weight among containers that want the processor; 1024 unless said.'),
  cpu_quota: scalar('Processor time in each period.'),
  cpu_period: scalar('The period of `cpu_quota`.'),
  cpu_rt_period: scalar('The period of `cpu_rt_runtime`.'),
  cpu_rt_runtime: scalar('Real-time processor time in each period.'),
  mem_limit: size('The most memory it may use, such as `512m`.'),
  mem_reservation: size('Memory it gives back down to when the host runs short.'),
  memswap_limit: size('The most memory and swap together; -1 is without limit.'),
  mem_swappiness: integer('How readily its memory is swapped, 0 to 100.'),
  shm_size: size('The size of `/dev/shm`.'),
  pids_limit: scalar('How many processes it may have; -1 is without limit.'),
  oom_kill_disable: flag('The kernel does not kill it when memory is short.'),
  oom_score_adj: integer('How readily the kernel kills it when memory is short, -1000 to 1000.'),
  ulimits: map('Limits of its processes, such as `nofile`.', { entries: 'ulimit' }),
  blkio_config: map('Limits and weights of reading and writing disks.', { section: 'blkio' }),
  devices: list('Devices of the host that it sees, as `HOST:CONTAINER:rwm`.', { items: 'device-mapping' }),
  device_cgroup_rules: list('Rules for devices of the cgroup.'),
  gpus: textOrList('GPUs that it gets; `all`, or said one by one.', { ...v2, items: 'gpu' }),
  runtime: text('The OCI runtime, such as `runc`.'),
};

export const service: ComposeKeyTable = { ...what, ...life, ...surroundings, ...network, ...rights, ...resources };

export const dependsOn: ComposeKeyTable = {
  condition: text('What is waited for.', {
    values: ['service_started', 'service_healthy', 'service_completed_successfully'],
  }),
  required: flag('Whether it fails where the service is not there; true unless said.', v2),
  restart: flag('Restarts this service when compose restarts or makes that one anew.', v2),
};

export const healthcheck: ComposeKeyTable = {
  test: textOrList('The command: a text for the shell, or a list that begins with CMD, CMD-SHELL or NONE.'),
  interval: duration('The time between two checks; 30s unless said.'),
  timeout: duration('How long a check may take; 30s unless said.'),
  retries: integer('How many checks fail in a row until it is unhealthy; 3 unless said.'),
  start_period: duration('A failed check does not count for so long after the start.'),
  start_interval: duration('The time between two checks in the start period.', v2),
  disable: flag('Turns off the check of the image.'),
};

export const build: ComposeKeyTable = {
  context: text('The folder, or Git URL, that is built from.', { format: 'path' }),
  dockerfile: text('The Dockerfile, from the context; `Dockerfile` unless said.'),
  dockerfile_inline: text('The text of the Dockerfile itself.', v2),
  args: listOrMap('Values of the ARGs of the Dockerfile.'),
  target: text('The stage that is built.'),
  labels: listOrMap('Labels of the image.'),
  tags: list('More names for the image.', v2),
  cache_from: list('Images, or caches, whose layers are used.'),
  cache_to: list('Where the cache is written to.', v2),
  no_cache: flag('Builds each step anew.', v2),
  pull: flag('Pulls the base images even if they are there.', v2),
  network: text('The network of RUN steps.'),
  extra_hosts: listOrMap('Names added to `/etc/hosts` while it builds.'),
  additional_contexts: listOrMap('More contexts by name.', v2),
  platforms: list('Platforms that it is built for.', v2),
  secrets: list('Secrets for RUN steps.', { ...v2, names: 'secrets', items: 'service-file' }),
  ssh: listOrMap('SSH agents or keys for RUN steps.', v2),
  shm_size: size('The size of `/dev/shm` while it builds.'),
  ulimits: map('Limits of processes while it builds.', { ...v2, entries: 'ulimit' }),
  privileged: flag('Builds with more rights.', v2),
  entitlements: list('More rights that the builder gives.', v2),
  provenance: { ...text('Attests how it was built.', v2), kinds: ['boolean', 'text'] },
  sbom: { ...text('Attests what is in it.', v2), kinds: ['boolean', 'text'] },
  isolation: text('How RUN steps are kept apart.'),
};
