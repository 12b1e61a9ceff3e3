import { t } from '../../../lib/i18n';

type Dragged = Pick<DataTransfer, 'types' | 'items' | 'files'>;

export const holdsFiles = ({ types }: Pick<Dragged, 'types'>): boolean => types.includes('Files');

/** The one file that was dropped, or why what was dropped is none. To be called within the event. */
export function droppedFile({ items, files }: Dragged): { readonly file: File } | { readonly problem: string } {
  const entries = [...items].filter(({ kind }) => kind === 'file');
  const [entry] = entries;
  const [file] = files;
  if (entries.length > 1)
    return { problem: t('One file at a time: these are {count}. Nothing was taken.', { count: entries.length }) };
  if (entry?.webkitGetAsEntry()?.isDirectory === true)
    return { problem: t('That is a folder. Pack it as a tar first, and drop that.') };
  if (file === undefined) return { problem: t('That is no file of this computer.') };
  return { file };
}
