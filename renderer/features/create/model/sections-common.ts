import { check, lines, number, text } from './field-makers';
import type { SectionModel } from './fields';

export const BASICS: SectionModel = {
  id: 'basics',
  title: 'Basics',
  parts: [
    { path: 'image', label: 'Image', flag: 'IMAGE', kind: 'text', proposals: 'images', placeholder: 'nginx:latest' },
    text('name', 'Name', '--name', { placeholder: 'made up by the engine' }),
    {
      path: 'command',
      label: 'Command',
      flag: 'COMMAND',
      kind: 'words',
      placeholder: 'as the image has it',
      wide: true,
    },
    {
      ...{
        path: 'entrypoint',
        label: 'Entrypoint',
        flag: '--entrypoint',
        kind: 'words',
        placeholder: 'as the image has it',
      },
      hint: 'Two quotes alone: none.',
    },
    {
      ...{ path: 'restart.policy', label: 'Restart policy', flag: '--restart', kind: 'choice' },
      options: [
        ['no', 'No'],
        ['always', 'Always'],
        ['unless-stopped', 'Unless stopped'],
        ['on-failure', 'On failure'],
      ],
    },
    text('user', 'User', '--user', { placeholder: 'root' }),
    text('workingDir', 'Working directory', '--workdir', { placeholder: '/' }),
    check('tty', 'Terminal', '--tty'),
    check('interactive', 'Keep stdin open', '--interactive'),
    check('autoRemove', 'Remove it when it stops', '--rm'),
  ],
  more: [
    text('hostname', 'Hostname', '--hostname', { placeholder: 'its ID' }),
    text('domainname', 'Domain name', '--domainname'),
    number('restart.maximumRetries', 'Restarts at most', '--restart on-failure:n', { placeholder: 'no limit' }),
    { path: 'init', label: 'Init process', flag: '--init', kind: 'yes-no' },
    text('platform', 'Platform', '--platform', { placeholder: "the engine's own" }),
    text('stopSignal', 'Stop signal', '--stop-signal', { placeholder: 'SIGTERM' }),
    number('stopTimeout', 'Seconds to stop', '--stop-timeout', { nothing: null, placeholder: '10' }),
  ],
};

export const PORTS: SectionModel = {
  id: 'ports',
  title: 'Ports',
  parts: [
    {
      ...{ kind: 'table', path: 'ports', label: 'Published ports', flag: '--publish', one: 'port' },
      columns: [
        { key: 'hostIp', label: 'Host address', kind: 'text', width: 3, placeholder: 'all' },
        { key: 'hostPort', label: 'Host port', kind: 'text', width: 2, placeholder: 'a free one' },
        { key: 'containerPort', label: 'Container port', kind: 'text', width: 2, placeholder: '80' },
        {
          ...{ key: 'protocol', label: 'Protocol', kind: 'choice', width: 2 },
          options: [
            ['tcp', 'TCP'],
            ['udp', 'UDP'],
            ['sctp', 'SCTP'],
          ],
        },
      ],
      blank: { hostIp: '', hostPort: '', containerPort: '', protocol: 'tcp' },
    },
    check('publishAll', 'Publish all exposed ports on free host ports', '--publish-all', { wide: true }),
  ],
  more: [lines('expose', 'Exposed ports', '--expose', { placeholder: '80/tcp' })],
};

export const MOUNTS: SectionModel = {
  id: 'mounts',
  title: 'Volumes and folders',
  parts: [
    {
      ...{ kind: 'table', path: 'mounts', label: 'Mounts', flag: '--volume, --mount, --tmpfs', one: 'mount' },
      columns: [
        {
          ...{ key: 'type', label: 'Kind', kind: 'choice', width: 2.4 },
          options: [
            ['volume', 'Volume'],
            ['bind', 'Folder or file'],
            ['tmpfs', 'Memory (tmpfs)'],
            ['image', 'Image'],
            ['npipe', 'Named pipe'],
            ['cluster', 'Cluster volume'],
          ],
        },
        { key: 'source', label: 'Volume or host path', kind: 'source', width: 4, proposals: 'volumes' },
        { key: 'target', label: 'Path in the container', kind: 'text', width: 4, placeholder: '/data' },
        { key: 'readOnly', label: 'Read-only', kind: 'check', width: 1.7 },
        { key: 'options', label: 'Options', kind: 'text', width: 2 },
      ],
      blank: { flag: 'volume', type: 'volume', source: '', target: '', readOnly: false, options: '' },
    },
  ],
  more: [
    lines('volumesFrom', 'Volumes of other containers', '--volumes-from', { placeholder: 'db:ro' }),
    text('volumeDriver', 'Volume driver', '--volume-driver', { placeholder: 'local' }),
  ],
};

export const ENVIRONMENT: SectionModel = {
  id: 'environment',
  title: 'Environment',
  parts: [
    {
      ...{ kind: 'table', path: 'env', label: 'Variables', flag: '--env', one: 'variable' },
      columns: [
        { key: 'name', label: 'Name', kind: 'text', width: 2 },
        { key: 'value', label: 'Value', kind: 'env', width: 3 },
      ],
      blank: { name: '', value: '' },
    },
  ],
};

export const NETWORK: SectionModel = {
  id: 'network',
  title: 'Network',
  parts: [
    text('networkMode', 'Network mode', '--network', {
      placeholder: 'the default bridge',
      hint: 'host, none or container:name; else leave it empty and name networks below.',
    }),
    {
      ...{ kind: 'table', path: 'networks', label: 'Networks', flag: '--network', one: 'network' },
      columns: [
        { key: 'name', label: 'Network', kind: 'text', width: 3, proposals: 'networks' },
        { key: 'aliases', label: 'Aliases', kind: 'words', width: 3, placeholder: 'db cache' },
        { key: 'ipv4', label: 'IPv4', kind: 'text', width: 2, placeholder: 'any' },
        { key: 'ipv6', label: 'IPv6', kind: 'text', width: 2, placeholder: 'any' },
        { key: 'macAddress', label: 'MAC address', kind: 'text', width: 3, placeholder: 'any' },
      ],
      blank: {
        ...{ name: '', aliases: [], ipv4: '', ipv6: '', macAddress: '' },
        ...{ linkLocalIps: [], driverOptions: [], gatewayPriority: 0 },
      },
    },
  ],
  more: [
    lines('dns', 'DNS servers', '--dns', { placeholder: '1.1.1.1' }),
    lines('dnsSearch', 'DNS search domains', '--dns-search'),
    lines('dnsOptions', 'DNS options', '--dns-option', { placeholder: 'ndots:2' }),
    lines('extraHosts', 'Extra hosts', '--add-host', { placeholder: 'db:10.0.0.5' }),
    lines('links', 'Links', '--link', { placeholder: 'db:database' }),
  ],
};
