import { create } from 'zustand';
import type { ImportItem, ImportRun } from '../../../main/contract/imports';
import { whileVisible } from '../../lib/while-visible';
import { createRowsStore } from '../../rpc/stores/rows-store';
import { watch } from '../../rpc/use-stream';

export const useImportItems = createRowsStore<ImportItem>(({ id }) => id);

/** `known`: main has told. */
export const useImportRun = create<{ readonly known: boolean; readonly run: ImportRun | null }>(() => ({
  known: false,
  run: null,
}));

/** As long as somebody looks. */
export const startImports = (): (() => void) =>
  whileVisible(() => {
    const stops = [
      watch('imports.run', undefined, { onItem: (run) => useImportRun.setState({ known: true, run }) }),
      watch('imports.items', undefined, { onItem: (change) => useImportItems.change(change) }),
    ];
    return () => stops.forEach((stop) => stop());
  });
