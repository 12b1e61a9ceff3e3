/**
 * The guest's network under gvproxy. It differs from QEMU's user network, so the guest's configuration has to say it;
 * the addresses are gvproxy's own defaults (gvisor-tap-vsock, cmd/gvproxy/config.go).
 */
export const VFKIT_NETWORK = {
  guestIp: '192.168.127.2',
  prefix: 24,
  gateway: '192.168.127.1',
  /** gvproxy's own name server. */
  dns: '192.168.127.1',
  /** Leads to the host's loopback: the guest's firewall keeps containers from the engine's port there. */
  hostAlias: '192.168.127.254',
  /** gvproxy answers its forwarder's API on the gateway too: the guest's firewall keeps containers from it. */
  forwarderPort: 80,
  /** The one gvproxy keeps the guest's address for. */
  mac: '5a:94:ef:e4:0c:ee',
  enginePort: 2376,
  /** The guest's agent listens on this vsock port. */
  agentVsockPort: 1024,
} as const;
