import fs from 'node:fs';
import path from 'node:path';
import type { AppOptions } from './options';

/** The docker CLI and compose that came with Slipway are the last on the PATH: what the user installed comes first. */
export function withPackagedTools(options: AppOptions): AppOptions {
  const { resources, env, platform } = options;
  if (resources === undefined) return options;
  const folder = path.join(resources, 'bin');
  if (!fs.existsSync(folder)) return options;
  const name = env.PATH === undefined && env.Path !== undefined ? 'Path' : 'PATH';
  const own = env[name] ?? '';
  const separator = platform === 'win32' ? ';' : ':';
  return { ...options, env: { ...env, [name]: own === '' ? folder : `${own}${separator}${folder}` } };
}

/** The folder of the machine's image that came with Slipway; null: none did. */
export function packagedImage({ resources }: AppOptions, arch: string): string | null {
  if (resources === undefined) return null;
  const folder = path.join(resources, 'vm', arch);
  return fs.existsSync(path.join(folder, 'image.json')) ? folder : null;
}
