/** What guest and host call their parts: the agreement of `runtime-vm/manifest.json`, which a test compares with these. */
export const DISKS = { root: 'slipway-root', data: 'slipway-data', config: 'slipway-config' } as const;
export const AGENT_PORT = 'org.slipway.agent.0';
export const GUEST_IP = '10.0.2.15';
export const GATEWAY = '10.0.2.2';
export const DNS = '10.0.2.3';
export const PREFIX = 24;
export const ENGINE_PORT = 2376;

/** Ids within QEMU. */
export const NETDEV = 'net0';
export const DATA_NODE = 'data';
export const CONFIG_NODE = 'config';
export const ROOT_NODE = 'root';

/** Files in the machine's folder. */
export const FILES = {
  record: 'qemu.json',
  lock: 'qemu.lock',
  accelerator: 'accelerator.json',
  output: 'qemu.log',
  console: 'console.log',
  commands: 'qmp.sock',
  events: 'qmp-events.sock',
  agent: 'agent.sock',
  keys: 'keys.psk',
} as const;
