import type { FileEntry } from '../../../../main/contract/files';

const rank = ({ kind }: FileEntry): number => (kind === 'dir' ? 0 : 1);

/** Folders first, each by name in the order of its characters' codes, as plain `ls` has it: quick for 100,000. */
export const sorted = (entries: Iterable<FileEntry>): readonly FileEntry[] =>
  [...entries].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
