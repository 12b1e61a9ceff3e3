import path from 'node:path';
import { variable, type Env } from './env';
import { listFolder } from './files';

/** A product's usual socket or pipe. */
export interface WellKnown {
  readonly name: string;
  readonly url: string;
  /** The command that starts it. */
  readonly start: string;
}

export interface System {
  readonly env: Env;
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
  readonly uid: number;
}

const socket = (name: string, file: string, start: string): WellKnown => ({ name, url: `unix://${file}`, start });
const pipe = (name: string, pipeName: string, start: string): WellKnown => ({
  name,
  url: `npipe:////./pipe/${pipeName}`,
  start,
});

/** Where the docker CLI goes when nothing is configured. */
export const defaultUrl = (platform: NodeJS.Platform): string =>
  platform === 'win32' ? 'npipe:////./pipe/docker_engine' : 'unix:///var/run/docker.sock';

/** In the order in which they are tried. */
export async function wellKnown(system: System): Promise<readonly WellKnown[]> {
  if (system.platform === 'win32') return windowsPipes();
  const everywhere = [...(await colima(system)), ...rancher(system)];
  return system.platform === 'darwin'
    ? [...macSockets(system), ...everywhere, ...(await macPodman(system))]
    : [...linuxSockets(system), ...everywhere, ...linuxPodman(system)];
}

const windowsPipes = (): WellKnown[] => [
  pipe('Docker', 'docker_engine', 'docker desktop start'),
  pipe('Docker Desktop', 'dockerDesktopLinuxEngine', 'docker desktop start'),
  pipe('Podman', 'podman-machine-default', 'podman machine start'),
];

const runtimeDir = ({ env, uid }: System): string => variable(env, 'XDG_RUNTIME_DIR') ?? `/run/user/${String(uid)}`;

function linuxSockets(system: System): WellKnown[] {
  const { homeDir } = system;
  return [
    socket('Docker', '/var/run/docker.sock', 'sudo systemctl start docker'),
    socket('Docker (rootless)', path.join(runtimeDir(system), 'docker.sock'), 'systemctl --user start docker'),
    socket('Docker (rootless)', path.join(homeDir, '.docker/run/docker.sock'), 'systemctl --user start docker'),
    socket(
      'Docker Desktop',
      path.join(homeDir, '.docker/desktop/docker.sock'),
      'systemctl --user start docker-desktop',
    ),
  ];
}

const macSockets = ({ homeDir }: System): WellKnown[] => [
  socket('Docker', '/var/run/docker.sock', 'open -a Docker'),
  socket('Docker Desktop', path.join(homeDir, '.docker/run/docker.sock'), 'open -a Docker'),
  socket('Docker Desktop', path.join(homeDir, '.docker/desktop/docker.sock'), 'open -a Docker'),
  socket('OrbStack', path.join(homeDir, '.orbstack/run/docker.sock'), 'orb start'),
];

const rancher = ({ homeDir }: System): WellKnown[] => [
  socket('Rancher Desktop', path.join(homeDir, '.rd/docker.sock'), 'rdctl start'),
];

async function colima({ homeDir }: System): Promise<WellKnown[]> {
  const folder = path.join(homeDir, '.colima');
  const profiles = (await listFolder(folder)).filter((name) => !name.startsWith('_') && !name.startsWith('.'));
  const others = profiles.filter((name) => name !== 'default' && /^[\w.-]+$/.test(name));
  return ['default', ...others].map((profile) => {
    const isDefault = profile === 'default';
    const start = isDefault ? 'colima start' : `colima start ${profile}`;
    return socket(isDefault ? 'Colima' : `Colima (${profile})`, path.join(folder, profile, 'docker.sock'), start);
  });
}

const linuxPodman = (system: System): WellKnown[] => [
  socket(
    'Podman (rootless)',
    path.join(runtimeDir(system), 'podman/podman.sock'),
    'systemctl --user enable --now podman.socket',
  ),
  socket('Podman', '/run/podman/podman.sock', 'sudo systemctl enable --now podman.socket'),
];

async function macPodman({ env, homeDir }: System): Promise<WellKnown[]> {
  const machines = path.join(homeDir, '.local/share/containers/podman/machine');
  // Podman 5 keeps the socket in the temporary folder, 4 beside the machine.
  const folder = variable(env, 'TMPDIR');
  const temporary = folder === null ? [] : [path.join(folder, 'podman/podman-machine-default-api.sock')];
  const providers = (await listFolder(machines)).filter((name) => !name.includes('.'));
  const files = [...temporary, ...['', ...providers].map((name) => path.join(machines, name, 'podman.sock'))];
  return files.map((file) => socket('Podman', file, 'podman machine start'));
}
