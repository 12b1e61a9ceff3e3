/** `/networks` and `/containers/json` of an engine with so many of each, as a 20.10 words them. */
export function manyNetworks(networks: number, containers: number): { networks: string; containers: string } {
  const idOf = (kind: string, index: number): string => `${kind}${index.toString(16).padStart(62, '0')}`;
  const rows = Array.from({ length: networks }, (_, index) => ({
    ...{ Name: `project-${String(index)}_default`, Id: idOf('aa', index), Driver: 'bridge', Scope: 'local' },
    ...{
      Created: '2026-01-01T00:00:00Z',
      EnableIPv6: false,
      Internal: index % 5 === 0,
      Attachable: false,
      Ingress: false,
    },
    IPAM: { Driver: 'default', Config: [{ Subnet: `10.${String(index)}.0.0/16`, Gateway: `10.${String(index)}.0.1` }] },
    ...{ Containers: {}, Options: {}, Labels: { 'com.docker.compose.project': `project-${String(index)}` } },
  }));
  const endOf = (network: number, index: number) => ({
    [`project-${String(network)}_default`]: {
      ...{ NetworkID: idOf('aa', network), EndpointID: 'e', IPPrefixLen: 16, MacAddress: '02:42:0a:00:00:02' },
      ...{ IPAddress: `10.${String(network)}.${String(index >> 8)}.${String(index % 256)}`, Gateway: '' },
    },
  });
  const boxes = Array.from({ length: containers }, (_, index) => ({
    ...{
      Id: idOf('cc', index),
      Names: [`/project-${String(index % networks)}-service-${String(index)}`],
      Image: 'busybox:1',
    },
    ...{ State: 'running', Status: 'Up 2 hours', Created: 1_767_225_600, Labels: {}, Mounts: [] },
    Ports: index % 4 === 0 ? [{ IP: '0.0.0.0', PrivatePort: 80, PublicPort: 20_000 + index, Type: 'tcp' }] : [],
    HostConfig: { NetworkMode: `project-${String(index % networks)}_default` },
    NetworkSettings: {
      Networks: {
        ...endOf(index % networks, index),
        // One of five stands in two networks.
        ...(index % 5 === 0 && endOf((index + 1) % networks, index)),
      },
    },
  }));
  return { networks: JSON.stringify(rows), containers: JSON.stringify(boxes) };
}
