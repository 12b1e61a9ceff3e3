type Dragged = Pick<DataTransfer, 'types' | 'items' | 'files'>;

export const holdsFiles = ({ types }: Pick<Dragged, 'types'>): boolean => types.includes('Files');

/** The one file that was dropped, or why what was dropped is none. To be called within the event. */
export function droppedFile({ items, files }: Dragged): { readonly file: File } | { readonly problem: string } {
  const entries = [...items].filter(({ kind }) => kind === 'file');
  const [entry] = entries;
  const [file] = files;
  if (entries.length > 1)
    return { problem: `One file at a time: these are ${String(entries.length)}. Nothing was taken.` };
  if (entry?.webkitGetAsEntry()?.isDirectory === true)
    return { problem: 'That is a folder. Pack it as a tar first, and drop that.' };
  if (file === undefined) return { problem: 'That is no file of this computer.' };
  return { file };
}
