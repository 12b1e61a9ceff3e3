import type { Dockerd } from '../testing/dockerd.mjs';

const refuse = (): Promise<never> =>
  Promise.reject(new Error('this spec wants an engine: with SLIPWAY_E2E_ENGINE=none only those tagged @anywhere run'));

/** Where there is none to be had: systems on which no dockerd runs. Slipway starts, and says so. */
export const NO_ENGINE: Dockerd = {
  dir: '',
  socket: '',
  url: process.platform === 'win32' ? 'npipe:////./pipe/no_such_engine' : 'unix:///nonexistent/docker.sock',
  pid: () => 0,
  docker: refuse,
  stop: refuse,
  start: refuse,
  remove: refuse,
};
