import type { ComposePlace } from '../../../../main/contract/compose';

export const EMPTY_PLACE: ComposePlace = { name: '', folder: '', files: [], envFiles: [], profiles: [] };

/** What is relative is meant in the folder, as compose means it. */
export function absolute(folder: string, path: string): string {
  const text = path.trim();
  if (text === '' || /^([/\\]|[a-z]:[/\\])/i.test(text)) return text;
  const sign = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return `${folder.replace(/[/\\]+$/, '')}${sign}${text.replace(/^\.[/\\]/, '')}`;
}

/** As it is kept: without empty lines, each path absolute. */
export function settledPlace({ name, folder, files, envFiles, profiles }: ComposePlace): ComposePlace {
  const base = folder.trim();
  const all = (paths: readonly string[]): string[] =>
    paths.map((path) => absolute(base, path)).filter((path) => path !== '');
  return {
    ...{ name: name.trim(), folder: base, files: all(files), envFiles: all(envFiles) },
    profiles: profiles.map((profile) => profile.trim()).filter((profile) => profile !== ''),
  };
}
