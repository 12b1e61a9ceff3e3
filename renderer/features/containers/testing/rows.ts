import type { ContainerRow } from '../../../../main/contract/containers';

/** A whole row for tests, with what matters to the test put in. */
export const containerRow = (given: Partial<ContainerRow> = {}): ContainerRow => ({
  id: 'f00d0000',
  name: 'box',
  image: 'busybox:1',
  imageId: 'sha256:1',
  command: 'sleep 1000',
  created: 0,
  state: 'running',
  health: 'none',
  exitCode: null,
  startedAt: null,
  finishedAt: null,
  timesExact: true,
  ports: [],
  project: null,
  service: null,
  labels: {},
  networks: [],
  volumes: [],
  pending: null,
  ...given,
});
