import type { ContainerSpec } from '../../contract/spec';
import { list, text } from '../engine/loose';
import { shortCapability } from './capabilities';
import { devicesOf } from './devices';
import type { EngineDefaults } from './engine-defaults';
import { OPEN_SYSTEM_PATHS } from './host-config';
import { pairsOf } from './image-defaults';

type Security = ContainerSpec['security'];
type Fields = Readonly<Record<string, unknown>>;

const words = (value: unknown): string[] => list(value).map(text);
const unless = (said: unknown, usual: string): string => (text(said) === usual ? '' : text(said));
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Nothing masked is how the API has the CLI's word; a privileged container has nothing masked anyway. */
const hasOpenPaths = (host: Fields): boolean =>
  host.Privileged !== true && isEmptyList(host.MaskedPaths) && isEmptyList(host.ReadonlyPaths);

/** From `HostConfig`. */
export const securityOf = (host: Fields, defaults: EngineDefaults): Security => ({
  privileged: host.Privileged === true,
  readOnly: host.ReadonlyRootfs === true,
  capAdd: words(host.CapAdd).map(shortCapability),
  capDrop: words(host.CapDrop).map(shortCapability),
  securityOpt: [...words(host.SecurityOpt), ...(hasOpenPaths(host) ? [OPEN_SYSTEM_PATHS] : [])],
  groupAdd: words(host.GroupAdd),
  devices: devicesOf(host.Devices, host.DeviceRequests),
  deviceCgroupRules: words(host.DeviceCgroupRules),
  sysctls: pairsOf(host.Sysctls),
  userns: text(host.UsernsMode),
  cgroupns: unless(host.CgroupnsMode, defaults.cgroupns),
  cgroupParent: text(host.CgroupParent),
  ipc: unless(host.IpcMode, 'private'),
  pid: text(host.PidMode),
  uts: text(host.UTSMode),
  runtime: unless(host.Runtime, defaults.runtime),
  isolation: text(host.Isolation),
});
