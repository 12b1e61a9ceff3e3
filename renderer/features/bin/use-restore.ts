import { useState } from 'react';
import type { BinRow } from '../../../main/contract/bin';
import { errorCode, errorLine, explainError } from '../../lib/errors';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { showToast } from '../../ui/toast-store';

/** One whose name is taken by now. */
export interface Taken {
  readonly row: BinRow;
  /** A name that is free. */
  readonly free: string;
}

export interface Restore {
  readonly begin: (rows: readonly BinRow[]) => void;
  readonly as: (row: BinRow, name: string) => Promise<void>;
  /** Keys of those under way. */
  readonly busy: ReadonlySet<string>;
  readonly taken: Taken | null;
  readonly forget: () => void;
}

const freeOf = (error: unknown): string => {
  const data = typeof error === 'object' && error !== null && 'data' in error ? error.data : null;
  return typeof data === 'object' && data !== null && 'free' in data && typeof data.free === 'string' ? data.free : '';
};

/** Restores one after the other; asks for another name where one is taken. */
export function useRestore(): Restore {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [taken, setTaken] = useState<Taken | null>(null);
  const as = async (row: BinRow, name: string): Promise<void> => {
    setBusy((before) => new Set([...before, row.key]));
    try {
      const { warnings } = await rpc.call('bin.restore', { key: row.key, name });
      setTaken(null);
      if (warnings.length === 0) showToast('ok', t('Restored'), name || row.name);
      else showToast('warn', t('Restored {name}', { name: withoutControls(name || row.name) }), warnings.join(' '));
    } catch (error) {
      if (errorCode(error) === 'BIN_NAME_TAKEN') setTaken({ row, free: freeOf(error) });
      else {
        const { title, engineWords } = explainError(error);
        showToast('bad', t('Not restored: {title}', { title }), engineWords === '' ? errorLine(error) : engineWords);
      }
    } finally {
      setBusy((before) => new Set([...before].filter((key) => key !== row.key)));
    }
  };
  const all = async (rows: readonly BinRow[]): Promise<void> => {
    for (const row of rows) await as(row, '');
  };
  return { begin: (rows) => void all(rows), as, busy, taken, forget: () => setTaken(null) };
}
