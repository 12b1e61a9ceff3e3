import path from 'node:path';

export interface Base {
  /** Absolute: relative paths start here. */
  readonly folder: string;
  readonly homeDir: string;
}

/** Absolute, as compose makes it of a path in a file. */
export function absolute(said: string, { folder, homeDir }: Base): string {
  const home = /^~(?=$|[\\/])/.test(said) ? homeDir + said.slice(1) : said;
  return path.resolve(folder, home);
}

/** A build context that is no folder. */
export const isRemote = (context: string): boolean =>
  /^(?:https?:\/\/|git:\/\/|ssh:\/\/|github\.com\/|git@|docker-image:\/\/|oci-layout:\/\/|service:|target:)/.test(
    context,
  );
