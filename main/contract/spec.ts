import * as v from 'valibot';

/** What one container is made from: the fields of `docker run`, whatever they were read from. All strings are hostile. */

const name = v.pipe(v.string(), v.maxLength(4096));
/** An environment variable may be large; the engine itself takes megabytes. */
const value = v.pipe(v.string(), v.maxLength(1 << 20));
const words = v.pipe(v.array(value), v.maxLength(1000));
const pairs = v.pipe(v.array(v.object({ name, value })), v.maxLength(5000));
const amount = v.pipe(v.number(), v.finite());
/** null: what the engine does when nothing is said. */
const maybe = v.nullable(amount);

/** `-p`. Ports as text: a number or a range `8000-8010`. */
export const specPort = v.object({
  /** '': all addresses. */
  hostIp: name,
  /** '': a free one of the engine's choice. */
  hostPort: name,
  containerPort: name,
  protocol: v.picklist(['tcp', 'udp', 'sctp']),
});
export type SpecPort = v.InferOutput<typeof specPort>;

export const specMount = v.object({
  /** How `docker run` is told, which the engine keeps apart: `-v`, `--mount`, `--tmpfs`. */
  flag: v.picklist(['volume', 'mount', 'tmpfs']),
  type: v.picklist(['bind', 'volume', 'tmpfs', 'image', 'npipe', 'cluster']),
  /** Host path of a bind, a volume's name, an image; '': an anonymous volume, a tmpfs. */
  source: name,
  /** Path in the container. */
  target: name,
  readOnly: v.boolean(),
  /**
   * The rest, as `docker run` has it: of `-v` the words of its third part but `ro`/`rw` (`z,nocopy`), of `--mount` the remaining
   * `key=value` pairs (`bind-propagation=rslave,volume-driver=local`), of `--tmpfs` its options (`size=64m,mode=1777`).
   */
  options: name,
});
export type SpecMount = v.InferOutput<typeof specMount>;

/** A network and how the container stands in it. */
export const specNetwork = v.object({
  /** `default`, only as the first: the engine's default network. */
  name,
  aliases: words,
  /** '': the engine's choice; likewise the next two. */
  ipv4: name,
  ipv6: name,
  macAddress: name,
  linkLocalIps: words,
  driverOptions: pairs,
  /** The network of the highest is the way out; 0: not said. */
  gatewayPriority: amount,
});
export type SpecNetwork = v.InferOutput<typeof specNetwork>;

/** Times in seconds; 0: the engine's default. */
export const specHealth = v.object({
  /** `image`: as the image has it; `none`: switched off, also where the image has one. */
  mode: v.picklist(['image', 'none', 'custom']),
  /** As the engine has it: `['CMD-SHELL', line]` or `['CMD', ...words]`; may be empty, when only times differ from the image's. */
  test: words,
  interval: amount,
  timeout: amount,
  startPeriod: amount,
  startInterval: amount,
  retries: amount,
});

const rates = v.pipe(v.array(v.object({ path: name, rate: amount })), v.maxLength(200));

export const specResources = v.object({
  /** Bytes; 0: no limit. */
  memory: amount,
  /** Memory and swap together, bytes; -1: no limit; 0: the engine's default. */
  memorySwap: amount,
  memoryReservation: amount,
  kernelMemory: amount,
  /** 0 to 100. */
  memorySwappiness: maybe,
  oomKillDisable: v.boolean(),
  oomScoreAdj: amount,
  /** Number of CPUs, such as 1.5; 0: no limit. */
  cpus: amount,
  cpuShares: amount,
  cpuPeriod: amount,
  cpuQuota: amount,
  cpuRealtimePeriod: amount,
  cpuRealtimeRuntime: amount,
  cpusetCpus: name,
  cpusetMems: name,
  /** 0, -1: no limit; null: not said. */
  pidsLimit: maybe,
  /** Bytes; 0: the engine's default. */
  shmSize: amount,
  ulimits: v.pipe(v.array(v.object({ name, soft: amount, hard: amount })), v.maxLength(100)),
  blkioWeight: amount,
  blkioWeightDevice: v.pipe(v.array(v.object({ path: name, weight: amount })), v.maxLength(200)),
  deviceReadBps: rates,
  deviceWriteBps: rates,
  deviceReadIops: rates,
  deviceWriteIops: rates,
  /** As `--gpus` has it: `all`, `2`, `device=0,1`; '': none. */
  gpus: name,
  /** The last four mean something to Windows engines only; bytes a second, and 0: no limit. */
  cpuCount: amount,
  cpuPercent: amount,
  ioMaximumBandwidth: amount,
  ioMaximumIops: amount,
});

export const specSecurity = v.object({
  privileged: v.boolean(),
  /** Of the root file system. */
  readOnly: v.boolean(),
  capAdd: words,
  capDrop: words,
  securityOpt: words,
  groupAdd: words,
  devices: v.pipe(v.array(v.object({ host: name, container: name, permissions: name })), v.maxLength(500)),
  deviceCgroupRules: words,
  sysctls: pairs,
  userns: name,
  cgroupns: name,
  cgroupParent: name,
  ipc: name,
  pid: name,
  uts: name,
  runtime: name,
  isolation: name,
});

export const restartPolicy = v.object({
  policy: v.picklist(['no', 'always', 'unless-stopped', 'on-failure']),
  /** With `on-failure`; 0: no limit. */
  maximumRetries: amount,
});

export const containerSpec = v.object({
  image: name,
  /** '': the engine makes one up. */
  name,
  /** null: the image's. */
  command: v.nullable(words),
  /** null: the image's; empty: none. */
  entrypoint: v.nullable(words),
  /** '': the image's; likewise the next. */
  user: name,
  workingDir: name,
  /** '': the engine's choice. */
  hostname: name,
  domainname: name,
  tty: v.boolean(),
  /** stdin is kept open. */
  interactive: v.boolean(),
  autoRemove: v.boolean(),
  restart: restartPolicy,
  /** null: the engine's default. */
  init: v.nullable(v.boolean()),
  /** `linux/arm64`; '': the engine's own. */
  platform: name,
  /** '': the image's. */
  stopSignal: name,
  /** Seconds. */
  stopTimeout: maybe,
  ports: v.pipe(v.array(specPort), v.maxLength(2000)),
  /** `-P` */
  publishAll: v.boolean(),
  /** `80/tcp` */
  expose: words,
  mounts: v.pipe(v.array(specMount), v.maxLength(1000)),
  volumesFrom: words,
  volumeDriver: name,
  /** Only what differs from the image. `value` null: the image's variable is taken away. */
  env: v.pipe(v.array(v.object({ name, value: v.nullable(value) })), v.maxLength(5000)),
  /** Only what differs from the image. */
  labels: pairs,
  annotations: pairs,
  /** '': the engine's default, or `networks`; else `host`, `none`, `container:<name>`. */
  networkMode: name,
  networks: v.pipe(v.array(specNetwork), v.maxLength(200)),
  dns: words,
  dnsSearch: words,
  dnsOptions: words,
  /** `host:ip` */
  extraHosts: words,
  links: words,
  health: specHealth,
  resources: specResources,
  security: specSecurity,
  storageOptions: pairs,
  /** driver '': the engine's default. */
  logging: v.object({ driver: name, options: pairs }),
});
export type ContainerSpec = v.InferOutput<typeof containerSpec>;

/** A field of the spec as a path: `image`, `ports.2.hostPort`, `resources.memory`; '' is the whole. */
export const specProblem = v.object({
  path: v.string(),
  /** What is wrong and what to do; may hold engine text. */
  message: v.string(),
  /** `warning`: it can be run all the same. */
  severity: v.picklist(['error', 'warning']),
});
export type SpecProblem = v.InferOutput<typeof specProblem>;
