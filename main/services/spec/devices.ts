import type { ContainerSpec } from '../../contract/spec';
import { list, record, text } from '../engine/loose';

type Device = ContainerSpec['security']['devices'][number];

/** `vendor.com/class=name`: a device that the engine looks up in its CDI registry. */
const CDI = /^[A-Za-z][\w.-]*\/[A-Za-z][\w-]*=[\w.:-]+$/;
export const isCdi = (name: string): boolean => CDI.test(name);

export const deviceMappings = (devices: readonly Device[]) =>
  devices
    .filter(({ host }) => !isCdi(host))
    .map(({ host, container, permissions }) => ({
      PathOnHost: host,
      PathInContainer: container === '' ? host : container,
      CgroupPermissions: permissions === '' ? 'rwm' : permissions,
    }));

export function cdiRequests(devices: readonly Device[]) {
  const ids = devices.map(({ host }) => host).filter(isCdi);
  return ids.length === 0 ? [] : [{ Driver: 'cdi', Count: 0, DeviceIDs: ids, Capabilities: null, Options: null }];
}

const isMode = (word: string): boolean => /^[rwm]{1,3}$/.test(word) && new Set(word).size === word.length;

/** `--device`: `host[:container][:rwm]`; what is not said is ''. */
export function readDevice(word: string): Device | null {
  if (isCdi(word)) return { host: word, container: '', permissions: '' };
  const [host = '', second = '', third, ...more] = word.split(':');
  if (host === '' || more.length > 0 || (third !== undefined && !isMode(third))) return null;
  if (third === undefined && isMode(second))
    return { host, container: '', permissions: second === 'rwm' ? '' : second };
  return {
    host,
    container: second === host ? '' : second,
    permissions: third === undefined || third === 'rwm' ? '' : third,
  };
}

export const deviceWord = ({ host, container, permissions }: Device): string => {
  const plain = permissions === 'rwm' ? '' : permissions;
  const inside = container === host ? '' : container;
  if (inside === '') return plain === '' ? host : `${host}:${plain}`;
  return [host, inside, ...(plain === '' ? [] : [plain])].join(':');
};

const device = (mapping: unknown): Device => {
  const [host, container, permissions] = [
    text(record(mapping).PathOnHost),
    text(record(mapping).PathInContainer),
    text(record(mapping).CgroupPermissions),
  ];
  return {
    host,
    container: container === host ? '' : container,
    permissions: permissions === 'rwm' ? '' : permissions,
  };
};

/** Of `HostConfig.Devices` and `HostConfig.DeviceRequests`. */
export const devicesOf = (devices: unknown, requests: unknown): Device[] => [
  ...list(devices).map(device),
  ...list(requests)
    .map(record)
    .filter((request) => request.Driver === 'cdi')
    .flatMap((request) => list(request.DeviceIDs).map((id) => ({ host: text(id), container: '', permissions: '' }))),
];
