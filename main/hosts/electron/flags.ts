import path from 'node:path';

export interface Flags {
  /** `unix:///path`, `npipe:////./pipe/name`, `tcp://host:port`, or `vm` for Slipway's own; null: look for engines. */
  readonly engineUrl: string | null;
  /** Absolute; null: the system's usual place. */
  readonly dataDir: string | null;
}

export const USAGE = 'Usage: slipway [--engine unix:///path|tcp://host:port|vm] [--data-dir DIR]';

/** A flag that cannot be used; `message` is one line for the user. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

const ENGINE_SCHEMES = new Set(['unix:', 'npipe:', 'tcp:']);

/** `--name value` or `--name=value`; the last one counts. */
function valueOf(args: readonly string[], name: string): string | null {
  let value: string | null = null;
  for (const [index, arg] of args.entries()) {
    if (arg.startsWith(`${name}=`)) value = arg.slice(name.length + 1);
    else if (arg === name) value = args[index + 1] ?? '';
  }
  if (value === '' || value?.startsWith('--') === true) throw new FlagError(`${name} needs a value`);
  return value;
}

/** Flags unknown here are left alone: Chromium and Electron have their own. What comes after `--` is none: a link may say anything. */
export function parseFlags(all: readonly string[]): Flags {
  const end = all.indexOf('--');
  const args = end < 0 ? all : all.slice(0, end);
  const engineUrl = valueOf(args, '--engine');
  const dataDir = valueOf(args, '--data-dir');
  if (
    engineUrl !== null &&
    engineUrl !== 'vm' &&
    !(URL.canParse(engineUrl) && ENGINE_SCHEMES.has(new URL(engineUrl).protocol))
  )
    throw new FlagError(`--engine ${engineUrl}: not a unix://, npipe:// or tcp:// URL`);
  return { engineUrl, dataDir: dataDir === null ? null : path.resolve(dataDir) };
}
