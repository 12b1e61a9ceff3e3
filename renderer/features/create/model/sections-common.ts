import { t } from '../../../lib/i18n';
import { check, lines, number, text } from './field-makers';
import type { SectionModel } from './fields';

export const BASICS: SectionModel = {
  id: 'basics',
  title: t('Basics'),
  parts: [
    { path: 'image', label: t('Image'), flag: 'IMAGE', kind: 'text', proposals: 'images', placeholder: 'nginx:latest' },
    text('name', t('Name'), '--name', { placeholder: t('made up by the engine') }),
    {
      path: 'command',
      label: t('Command'),
      flag: 'COMMAND',
      kind: 'words',
      placeholder: t('as the image has it'),
      wide: true,
    },
    {
      ...{
        path: 'entrypoint',
        label: t('Entrypoint'),
        flag: '--entrypoint',
        kind: 'words',
        placeholder: t('as the image has it'),
      },
      hint: t('Two quotes alone: none.'),
    },
    {
      ...{ path: 'restart.policy', label: t('Restart policy'), flag: '--restart', kind: 'choice' },
      options: [
        ['no', t('No')],
        ['always', t('Always')],
        ['unless-stopped', t('Unless stopped')],
        ['on-failure', t('On failure')],
      ],
    },
    text('user', t('User'), '--user', { placeholder: 'root' }),
    text('workingDir', t('Working directory'), '--workdir', { placeholder: '/' }),
    check('tty', t('Terminal'), '--tty'),
    check('interactive', t('Keep stdin open'), '--interactive'),
    check('autoRemove', t('Remove it when it stops'), '--rm'),
  ],
  more: [
    text('hostname', t('Hostname'), '--hostname', { placeholder: t('its ID') }),
    text('domainname', t('Domain name'), '--domainname'),
    number('restart.maximumRetries', t('Restarts at most'), '--restart on-failure:n', { placeholder: t('no limit') }),
    { path: 'init', label: t('Init process'), flag: '--init', kind: 'yes-no' },
    text('platform', t('Platform'), '--platform', { placeholder: t("the engine's own") }),
    text('stopSignal', t('Stop signal'), '--stop-signal', { placeholder: 'SIGTERM' }),
    number('stopTimeout', t('Seconds to stop'), '--stop-timeout', { nothing: null, placeholder: '10' }),
  ],
};

export const PORTS: SectionModel = {
  id: 'ports',
  title: t('Ports'),
  parts: [
    {
      ...{ kind: 'table', path: 'ports', label: t('Published ports'), flag: '--publish', one: t('port') },
      columns: [
        { key: 'hostIp', label: t('Host address'), kind: 'text', width: 3, placeholder: t('all') },
        { key: 'hostPort', label: t('Host port'), kind: 'text', width: 2, placeholder: t('a free one') },
        { key: 'containerPort', label: t('Container port'), kind: 'text', width: 2, placeholder: '80' },
        {
          ...{ key: 'protocol', label: t('Protocol'), kind: 'choice', width: 2 },
          options: [
            ['tcp', 'TCP'],
            ['udp', 'UDP'],
            ['sctp', 'SCTP'],
          ],
        },
      ],
      blank: { hostIp: '', hostPort: '', containerPort: '', protocol: 'tcp' },
    },
    check('publishAll', t('Publish all exposed ports on free host ports'), '--publish-all', { wide: true }),
  ],
  more: [lines('expose', t('Exposed ports'), '--expose', { placeholder: '80/tcp' })],
};

export const MOUNTS: SectionModel = {
  id: 'mounts',
  title: t('Volumes and folders'),
  parts: [
    {
      ...{ kind: 'table', path: 'mounts', label: t('Mounts'), flag: '--volume, --mount, --tmpfs', one: t('mount') },
      columns: [
        {
          ...{ key: 'type', label: t('Kind'), kind: 'choice', width: 2.4 },
          options: [
            ['volume', t('Volume')],
            ['bind', t('Folder or file')],
            ['tmpfs', t('Memory (tmpfs)')],
            ['image', t('Image')],
            ['npipe', t('Named pipe')],
            ['cluster', t('Cluster volume')],
          ],
        },
        { key: 'source', label: t('Volume or host path'), kind: 'source', width: 4, proposals: 'volumes' },
        { key: 'target', label: t('Path in the container'), kind: 'text', width: 4, placeholder: '/data' },
        { key: 'readOnly', label: t('Read-only'), kind: 'check', width: 1.7 },
        { key: 'options', label: t('Options'), kind: 'text', width: 2 },
      ],
      blank: { flag: 'volume', type: 'volume', source: '', target: '', readOnly: false, options: '' },
    },
  ],
  more: [
    lines('volumesFrom', t('Volumes of other containers'), '--volumes-from', { placeholder: 'db:ro' }),
    text('volumeDriver', t('Volume driver'), '--volume-driver', { placeholder: 'local' }),
  ],
};

export const ENVIRONMENT: SectionModel = {
  id: 'environment',
  title: t('Environment'),
  parts: [
    {
      ...{ kind: 'table', path: 'env', label: t('Variables'), flag: '--env', one: t('variable') },
      columns: [
        { key: 'name', label: t('Name'), kind: 'text', width: 2 },
        { key: 'value', label: t('Value'), kind: 'env', width: 3 },
      ],
      blank: { name: '', value: '' },
    },
  ],
};

export const NETWORK: SectionModel = {
  id: 'network',
  title: t('Network'),
  parts: [
    text('networkMode', t('Network mode'), '--network', {
      placeholder: t('the default bridge'),
      hint: t('host, none or container:name; else leave it empty and name networks below.'),
    }),
    {
      ...{ kind: 'table', path: 'networks', label: t('Networks'), flag: '--network', one: t('network') },
      columns: [
        { key: 'name', label: t('Network'), kind: 'text', width: 3, proposals: 'networks' },
        { key: 'aliases', label: t('Aliases'), kind: 'words', width: 3, placeholder: t('db cache') },
        { key: 'ipv4', label: t('IPv4'), kind: 'text', width: 2, placeholder: t('any') },
        { key: 'ipv6', label: t('IPv6'), kind: 'text', width: 2, placeholder: t('any') },
        { key: 'macAddress', label: t('MAC address'), kind: 'text', width: 3, placeholder: t('any') },
      ],
      blank: {
        ...{ name: '', aliases: [], ipv4: '', ipv6: '', macAddress: '' },
        ...{ linkLocalIps: [], driverOptions: [], gatewayPriority: 0 },
      },
    },
  ],
  more: [
    lines('dns', t('DNS servers'), '--dns', { placeholder: '1.1.1.1' }),
    lines('dnsSearch', t('DNS search domains'), '--dns-search'),
    lines('dnsOptions', t('DNS options'), '--dns-option', { placeholder: 'ndots:2' }),
    lines('extraHosts', t('Extra hosts'), '--add-host', { placeholder: 'db:10.0.0.5' }),
    lines('links', t('Links'), '--link', { placeholder: 'db:database' }),
  ],
};
