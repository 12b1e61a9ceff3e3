import type { ContainerSpec } from '../../contract/spec';

/** Network modes that are no networks a user made. */
const BUILT_IN = ['', 'default', 'bridge', 'host', 'none', 'nat'];

/** Whether names, addresses and links can be had in it. */
export const isUserDefined = (network: string): boolean =>
  !BUILT_IN.includes(network) && !network.startsWith('container:');

/** Whether a word for `--network` is a mode and no network one can join beside others. */
export const isMode = (word: string): boolean => word === 'host' || word === 'none' || word.startsWith('container:');

/** `HostConfig.NetworkMode`. */
export const modeOf = ({ networkMode, networks }: ContainerSpec): string =>
  networkMode === '' ? (networks[0]?.name ?? 'default') : networkMode;
