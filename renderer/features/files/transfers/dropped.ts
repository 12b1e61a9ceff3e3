/** A file to upload, with the folders that it lay in: `photos/2024/a.jpg`. */
export interface LocalFile {
  readonly name: string;
  readonly file: File;
}

/** Nobody drops more on purpose; the rest is counted. */
export const MOST_FILES = 2_000;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** A folder's reader gives a hundred or so at a time, and none at the end. */
async function entriesIn(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0 || all.length > MOST_FILES) return all;
    all.push(...some);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function collect(entry: FileSystemEntry, folder: string, found: LocalFile[]): Promise<void> {
  const name = folder + entry.name;
  if (found.length >= MOST_FILES) return;
  if (isFile(entry)) found.push({ name, file: await fileOf(entry) });
  else if (isFolder(entry)) for (const inner of await entriesIn(entry)) await collect(inner, `${name}/`, found);
}

/** What was dropped, folders with all they hold. Must be called while the event is handled: later it is gone. */
export function droppedFiles({ items, files }: DataTransfer): Promise<readonly LocalFile[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return Promise.resolve(pickedFiles(files));
  const found: LocalFile[] = [];
  return entries
    .reduce((before, entry) => before.then(() => collect(entry, '', found)), Promise.resolve())
    .then(() => found);
}

export const pickedFiles = (files: Iterable<File>): readonly LocalFile[] =>
  [...files].map((file) => ({ name: file.name, file }));
