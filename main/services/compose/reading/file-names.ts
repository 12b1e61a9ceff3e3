import fs from 'node:fs/promises';
import path from 'node:path';

/** In the order in which compose looks for them. */
const NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'] as const;

export const isDefaultName = (name: string): boolean => NAMES.some((each) => each === name);

export const isComposeName = (name: string): boolean =>
  /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i.test(name) && !isOverrideName(name);

const isOverrideName = (name: string): boolean => /^(?:docker-)?compose\.override\.ya?ml$/i.test(name);

const isFile = async (file: string): Promise<boolean> => (await fs.stat(file).catch(() => null))?.isFile() === true;

async function firstOf(folder: string, names: readonly string[]): Promise<string | null> {
  for (const name of names) if (await isFile(path.join(folder, name))) return path.join(folder, name);
  return null;
}

const overrideNames = (file: string): readonly string[] => {
  const stem = path.basename(file).replace(/\.ya?ml$/, '');
  const other = stem === 'compose' ? 'docker-compose' : 'compose';
  return [stem, other].flatMap((each) => [`${each}.override.yml`, `${each}.override.yaml`]);
};

/** What compose takes where no file is named: one of its names, and what overrides it. */
export async function defaultFiles(folder: string): Promise<readonly string[]> {
  const file = await firstOf(folder, NAMES);
  return file === null ? [] : withOverride(file);
}

/** A file and what compose would take beside it, if it has one of its names. */
export async function withOverride(file: string): Promise<readonly string[]> {
  if (!isDefaultName(path.basename(file))) return [file];
  const override = await firstOf(path.dirname(file), overrideNames(file));
  return override === null ? [file] : [file, override];
}
