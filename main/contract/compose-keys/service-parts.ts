import {
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
  v2,
} from './types';

export const port: ComposeKeyTable = {
  target: integer('The port in the container.'),
  published: scalar('The port of the host, or a range as a text; a free one unless said.'),
  host_ip: text('The address of the host; every one unless said.', v2),
  protocol: text('`tcp` unless said.', { values: ['tcp', 'udp', 'sctp'] }),
  app_protocol: text('What is spoken over it, as a hint.', v2),
  mode: text('`host` publishes it where the container runs.', { values: ['host', 'ingress'] }),
  name: text('A name for it, as documentation.', v2),
};

export const mount: ComposeKeyTable = {
  type: text('What is mounted.', { values: ['volume', 'bind', 'tmpfs', 'image', 'npipe', 'cluster'] }),
  source: text('The volume, or the path of the host.', { names: 'volumes' }),
  target: text('The path in the container.'),
  read_only: flag('It cannot be written.'),
  consistency: text('How strictly both sides have to agree; most engines ignore it.'),
  bind: map('More about a bind mount.', { section: 'mount-bind' }),
  volume: map('More about a volume.', { section: 'mount-volume' }),
  tmpfs: map('More about a tmpfs.', { section: 'mount-tmpfs' }),
  image: map('More about an image.', { ...v2, section: 'mount-image' }),
};

export const mountBind: ComposeKeyTable = {
  propagation: text('How mounts below it are passed on.', {
    values: ['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave'],
  }),
  create_host_path: flag('Makes the folder of the host where it is not there.', v2),
  selinux: text('The SELinux label: `z` shared, `Z` private.', { ...v2, values: ['z', 'Z'] }),
  recursive: text('Whether mounts below it come along.', {
    ...v2,
    values: ['enabled', 'disabled', 'writable', 'readonly'],
  }),
};

export const mountVolume: ComposeKeyTable = {
  nocopy: flag('A new volume does not get the files of the image.'),
  subpath: text('Only this folder of the volume.', v2),
  labels: listOrMap('Labels of a volume that has no name.', v2),
};

export const mountTmpfs: ComposeKeyTable = {
  size: size('The most it may hold.'),
  mode: scalar('Its mode as octal number.', v2),
};

export const mountImage: ComposeKeyTable = { subpath: text('Only this folder of the image.', v2) };

export const serviceNetwork: ComposeKeyTable = {
  aliases: list('More names of the service in this network.'),
  ipv4_address: text('A fixed IPv4 address.'),
  ipv6_address: text('A fixed IPv6 address.'),
  link_local_ips: list('Link-local addresses.'),
  priority: number('Networks are connected from the highest to the lowest.'),
  gw_priority: number('The network with the highest is the default gateway.', v2),
  mac_address: text('The MAC address in this network.', v2),
  interface_name: text('What the interface is called in the container.', v2),
  driver_opts: map('Options of the driver.', v2),
};

export const serviceFile: ComposeKeyTable = {
  source: text('Its name at the top level.'),
  target: text('The file in the container.'),
  uid: text('The user it belongs to.'),
  gid: text('The group it belongs to.'),
  mode: scalar('Its mode as octal number.'),
};

export const extendsKeys: ComposeKeyTable = {
  service: text('The service whose keys are taken.', { names: 'services' }),
  file: text('The file that has it; this one unless said.', { format: 'path' }),
};

export const envFile: ComposeKeyTable = {
  path: text('The file.', { ...v2, format: 'path' }),
  required: flag('Whether it has to be there; true unless said.', v2),
  format: text('`raw` takes values as they are written.', { ...v2, values: ['raw'] }),
};

export const provider: ComposeKeyTable = {
  type: text('The program that makes it.', v2),
  options: map('What it is told.', v2),
};

export const logging: ComposeKeyTable = {
  driver: text('The log driver, such as `json-file` or `none`.'),
  options: map('Options of the driver, such as `max-size`.'),
};

export const credentialSpec: ComposeKeyTable = {
  config: text('A config that holds it.'),
  file: text('A file that holds it.'),
  registry: text('A value of the registry that holds it.'),
};

export const ulimit: ComposeKeyTable = {
  soft: integer('The limit that a process may raise itself.'),
  hard: integer('The limit above which it may not.'),
};

export const hook: ComposeKeyTable = {
  command: textOrList('What is run.', v2),
  user: text('Who runs it.', v2),
  privileged: flag('Runs it with nearly all rights.', v2),
  working_dir: text('Where it is run.', v2),
  environment: listOrMap('Variables of its environment.', v2),
};

export const device: ComposeKeyTable = {
  capabilities: list('What the device has to be able to do, such as `gpu`.'),
  driver: text('The driver, such as `nvidia`.'),
  count: scalar('How many; `all` unless said.'),
  device_ids: list('Which ones, in place of how many.'),
  options: listOrMap('Options of the driver.'),
};

export const deviceMapping: ComposeKeyTable = {
  source: text('The device of the host.', v2),
  target: text('The device in the container.', v2),
  permissions: text('`rwm`: read, write, make.', v2),
};

export const blkio: ComposeKeyTable = {
  weight: integer('Its weight among containers that use disks, 10 to 1000.'),
  weight_device: list('The weight by device.', { items: 'blkio-weight' }),
  device_read_bps: list('The most bytes read in a second.', { items: 'blkio-limit' }),
  device_read_iops: list('The most reads in a second.', { items: 'blkio-limit' }),
  device_write_bps: list('The most bytes written in a second.', { items: 'blkio-limit' }),
  device_write_iops: list('The most writes in a second.', { items: 'blkio-limit' }),
};

export const blkioLimit: ComposeKeyTable = {
  path: text('The device.'),
  rate: scalar('How many, or how much, in a second.'),
};

export const blkioWeight: ComposeKeyTable = { path: text('The device.'), weight: integer('Its weight.') };

export const serviceModel: ComposeKeyTable = {
  endpoint_var: text('The variable that gets the address of the model.', v2),
  model_var: text('The variable that gets the name of the model.', v2),
};

export const watch: ComposeKeyTable = {
  path: text('The file or folder that is watched.', { ...v2, format: 'path' }),
  action: text('What is done when something changes.', {
    ...v2,
    values: ['sync', 'rebuild', 'restart', 'sync+restart', 'sync+exec'],
  }),
  target: text('Where it is copied to in the container.', v2),
  ignore: textOrList('Patterns of what does not count.', v2),
  include: textOrList('Patterns of what counts.', v2),
  initial_sync: flag('Copies all when the watch begins.', v2),
  exec: map('The command that runs after the copy.', { ...v2, section: 'hook' }),
};

export const develop: ComposeKeyTable = {
  watch: list('What is watched, and what is done then.', { ...v2, items: 'watch' }),
};

export const restartPolicy: ComposeKeyTable = {
  condition: text('When it is started again.', { values: ['none', 'on-failure', 'any', 'unless-stopped'] }),
  delay: duration('How long it waits before.'),
  max_attempts: integer('How many times it tries.'),
  window: duration('How long it has to run to count as started.'),
};
