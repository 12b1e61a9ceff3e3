import type { ContainerSpec, SpecProblem } from '../../../contract/spec';
import { error } from './report';
import { portRange } from '../port-range';
import { msg } from '../../../../texts/msg';
import { sayMsg } from '../../../../texts/say';

type Rule = readonly [pattern: RegExp, path: (found: RegExpExecArray, spec: ContainerSpec) => string, words: string];

const at = (list: string, index: number, field: string): string =>
  index === -1 ? list : `${list}.${String(index)}.${field}`;

/** The published port that is meant: by its number on the host, and where the engine names one, by its address. */
function portPath(found: RegExpExecArray, { ports }: ContainerSpec): string {
  const wanted = Number(found.groups?.port);
  const holds = ({ hostPort }: { readonly hostPort: string }): boolean => {
    const range = portRange(hostPort);
    return range !== null && range.first <= wanted && wanted <= range.last;
  };
  return at('ports', ports.findIndex(holds), 'hostPort');
}

const mountPath =
  (field: 'source' | 'target') =>
  (found: RegExpExecArray, { mounts }: ContainerSpec): string => {
    const said = (found.groups?.path ?? '').trim();
    const exact = mounts.findIndex((mount) => mount[field] === said);
    return at(
      'mounts',
      exact === -1 ? mounts.findIndex((mount) => said !== '' && said.startsWith(mount[field])) : exact,
      field,
    );
  };

const networkPath =
  (field: 'name' | 'ipv4') =>
  (found: RegExpExecArray, { networks, networkMode }: ContainerSpec): string => {
    const said = found.groups?.name ?? '';
    const index = networks.findIndex(
      (network) => said !== '' && (field === 'name' ? network.name : network.ipv4) === said,
    );
    if (networkMode !== '' && index === -1) return 'networkMode';
    return at('networks', index === -1 ? networks.findIndex((network) => network[field] !== '') : index, field);
  };

const devicePath = (found: RegExpExecArray, { security }: ContainerSpec): string => {
  const said = found.groups?.path ?? '';
  return at(
    'security.devices',
    security.devices.findIndex(({ host }) => said.startsWith(host)),
    'host',
  );
};

const only = (path: string) => (): string => path;

/** The engine's own words, by version from 1.24 on. The first that fits says which field is meant. */
const RULES: readonly Rule[] = [
  [
    /bind for \S*?:(?<port>\d+) failed: port is already allocated/i,
    portPath,
    msg('This host port is taken by another container.'),
  ],
  [
    /:(?<port>\d+): bind: address already in use|failed to bind (?:host )?port.*?:(?<other>\d+)/i,
    portPath,
    msg('A program on the host has this port.'),
  ],
  [
    /(?:listen|bind)\S* \S*?:(?<port>\d+): bind: (?:permission denied|cannot assign)/i,
    portPath,
    msg('The engine cannot bind this port and address.'),
  ],
  [/container name "?\/?[^"]*"? is already in use/i, only('name'), msg('Another container has this name.')],
  [/invalid container name/i, only('name'), msg('The engine does not take this name.')],
  [
    /no such image|pull access denied|manifest unknown|manifest for .* not found|repository does not exist/i,
    only('image'),
    msg('The engine does not have this image.'),
  ],
  [
    /invalid reference format|repository name must be|unable to find image/i,
    only('image'),
    msg('This is no image reference.'),
  ],
  [
    /does not match the specified platform|no match for platform/i,
    only('platform'),
    msg('The image is not there for this platform.'),
  ],
  [
    /bind source path does not exist: (?<path>.*)$/im,
    mountPath('source'),
    msg('This path does not exist on the engine’s machine.'),
  ],
  [
    /bind mount source path does not exist: (?<path>.*)$/im,
    mountPath('source'),
    msg('This path does not exist on the engine’s machine.'),
  ],
  [
    /mount path must be absolute|invalid mount path: '(?<path>[^']*)'/i,
    mountPath('target'),
    msg('The path in the container begins with “/”.'),
  ],
  [/duplicate mount point: (?<path>\S+)/i, mountPath('target'), msg('Something else is mounted there already.')],
  [
    /includes invalid characters for a local volume name/i,
    (_, { mounts }) =>
      at(
        'mounts',
        mounts.findIndex(({ type }) => type === 'volume'),
        'source',
      ),
    msg('The engine does not take this volume name.'),
  ],
  [
    /invalid (?:volume|mount) (?:specification|config)|invalid mode: /i,
    only('mounts'),
    msg('The engine does not take one of the mounts.'),
  ],
  [
    /error looking up volume plugin (?<name>\S+)/i,
    only('volumeDriver'),
    msg('The engine does not have this volume driver.'),
  ],
  [
    /minimum memory reservation|memory reservation .*(?:smaller|less)|minimum memory limit can not be less than memory reservation/i,
    only('resources.memoryReservation'),
    msg('The engine does not take this reservation.'),
  ],
  [
    /minimum memory ?swap limit|minimum memoryswap|you should always set the memory limit when using memoryswap|memory limit should be smaller/i,
    only('resources.memorySwap'),
    msg('The engine does not take this limit of memory and swap.'),
  ],
  [
    /minimum memory limit allowed|not enough memory/i,
    only('resources.memory'),
    msg('The engine asks for more memory than this.'),
  ],
  [
    /invalid value: \d+\. valid memory swappiness/i,
    only('resources.memorySwappiness'),
    msg('Swappiness is from 0 to 100.'),
  ],
  [
    /range of cpus is from|available cpus|nanocpus/i,
    only('resources.cpus'),
    msg('The engine’s machine has fewer CPUs.'),
  ],
  [
    /cpu (?:cfs )?period|cpu.*cfs_period/i,
    only('resources.cpuPeriod'),
    msg('The engine does not take this CPU period.'),
  ],
  [/cpu (?:cfs )?quota/i, only('resources.cpuQuota'), msg('The engine does not take this CPU quota.')],
  [
    /requested cpus are not available|invalid value .* for cpuset cpus/i,
    only('resources.cpusetCpus'),
    msg('The engine’s machine does not have these CPUs.'),
  ],
  [
    /requested memory nodes are not available|invalid value .* for cpuset mems/i,
    only('resources.cpusetMems'),
    msg('The engine’s machine does not have these memory nodes.'),
  ],
  [/shm size|shmsize/i, only('resources.shmSize'), msg('The engine does not take this size of /dev/shm.')],
  [/range of blkio weight/i, only('resources.blkioWeight'), msg('The weight is from 10 to 1000.')],
  [
    /could not select device driver|device driver .*gpu|nvidia-container-cli/i,
    only('resources.gpus'),
    msg('The engine has no driver for GPUs.'),
  ],
  [/ulimit/i, only('resources.ulimits'), msg('The engine does not take one of the ulimits.')],
  [
    /network (?<name>\S+) not found|network: (?<id>\S+): not found/i,
    networkPath('name'),
    msg('The engine does not have this network.'),
  ],
  [
    /user specified ip address is supported|static ip|no configured subnet .*(?:contain|ip address)|does not belong to any of this network|invalid address (?<name>\S+?):/i,
    networkPath('ipv4'),
    msg('This address is not one of the network’s.'),
  ],
  [
    /address already in use|address (?<name>[\d.]+) (?:is )?(?:already )?in use/i,
    networkPath('ipv4'),
    msg('Another container has this address.'),
  ],
  [
    /network-scoped alias/i,
    (_, { networks }) =>
      at(
        'networks',
        networks.findIndex(({ aliases }) => aliases.length > 0),
        'aliases',
      ),
    msg('Only a network that you made has aliases.'),
  ],
  [
    /cannot join network of a non running container|joining network namespace|no such container: (?<name>\S+)/i,
    (_, spec) =>
      spec.networkMode.startsWith('container:')
        ? 'networkMode'
        : spec.volumesFrom.length > 0
          ? 'volumesFrom'
          : spec.links.length > 0
            ? 'links'
            : '',
    msg('The other container is not there, or not running.'),
  ],
  [
    /could not get container for|cannot link to/i,
    only('links'),
    msg('The linked container is not there, or not running.'),
  ],
  [
    /logger: no log driver named|unknown log driver|plugin .*not found.*log/i,
    only('logging.driver'),
    msg('The engine does not have this log driver.'),
  ],
  [
    /unknown log opt|log opt|failed to initialize logging driver/i,
    only('logging.options'),
    msg('The log driver does not take these options.'),
  ],
  [
    /error gathering device information while adding custom device "(?<path>[^"]+)"/i,
    devicePath,
    msg('The engine’s machine does not have this device.'),
  ],
  [
    /invalid capability|unknown capability|no such capability|capability .*not supported/i,
    (_, { security }) => (security.capAdd.length > 0 ? 'security.capAdd' : 'security.capDrop'),
    msg('The engine does not know this capability.'),
  ],
  [
    /unknown runtime specified|unknown or invalid runtime/i,
    only('security.runtime'),
    msg('The engine does not have this runtime.'),
  ],
  [
    /security-opt|seccomp|apparmor|no-new-privileges/i,
    only('security.securityOpt'),
    msg('The engine does not take one of the security options.'),
  ],
  [/sysctl/i, only('security.sysctls'), msg('The engine does not take one of the kernel parameters.')],
  [/storage-opt|storage opt/i, only('storageOptions'), msg('The engine’s storage does not take these options.')],
  [
    /unable to find user|unable to find group|no matching entries in passwd/i,
    only('user'),
    msg('The image has no such user or group.'),
  ],
  [/unable to find group/i, only('security.groupAdd'), msg('The image has no such group.')],
  [/invalid signal|unknown signal/i, only('stopSignal'), msg('The engine does not know this signal.')],
  [/working directory '.*' is invalid|cwd/i, only('workingDir'), msg('The working directory is a whole path.')],
  [/no command specified/i, only('command'), msg('The image has no command of its own: say what to run.')],
  [
    /executable file not found|exec: "|no such file or directory: unknown/i,
    (_, { entrypoint }) => (entrypoint !== null && entrypoint.length > 0 ? 'entrypoint' : 'command'),
    msg('The image has no such program.'),
  ],
  [/healthcheck/i, only('health'), msg('The engine does not take this health check.')],
  [/invalid hostname|hostname/i, only('hostname'), msg('The engine does not take this host name.')],
  [/restart policy/i, only('restart'), msg('The engine does not take this restart policy.')],
  [
    /invalid (?:host )?port|invalid port specification/i,
    only('ports'),
    msg('The engine does not take one of the ports.'),
  ],
];

/**
 * What the engine refused, at the field it is about; path '' where that is not known. The message ends with the engine's own
 * words, which are hostile.
 */
export function problemsOfEngine(message: string, spec: ContainerSpec): readonly SpecProblem[] {
  for (const [pattern, path, words] of RULES) {
    const found = pattern.exec(message);
    if (found !== null) return [error(path(found, spec), `${sayMsg(words)} (${message})`)];
  }
  return [error('', message)];
}
