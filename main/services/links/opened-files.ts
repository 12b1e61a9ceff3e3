import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import type { OpenedFile } from '../../contract/host';
import { kindOfFile } from './files';

/** The files that the user opened from outside: the system's file manager, the `slipway` command. */
export interface OpenedFiles {
  /** Shows it to the next page that is there; nothing is read of it before its user says so. False: it is no file to open. */
  open(file: string): Promise<boolean>;
  /** Those that no page has taken yet; they are taken with that. */
  take(): readonly OpenedFile[];
  onOpen(listener: () => void): () => void;
  /** The path of one that was opened, which is all that a page can have read by it; null: there was none. */
  pathOf(id: string): string | null;
}

/** More are nobody's wish. The oldest can be opened again. */
const MOST = 100;

async function sizeOf(file: string): Promise<number | null> {
  try {
    const stat = await fs.stat(file);
    return stat.isFile() ? stat.size : null;
  } catch {
    return null;
  }
}

export function createOpenedFiles(): OpenedFiles {
  const known = new Map<string, string>();
  const listeners = new Set<() => void>();
  let waiting: readonly OpenedFile[] = [];
  const keep = (id: string, file: string): void => {
    known.set(id, file);
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
  };
  return {
    async open(file) {
      const kind = kindOfFile(file);
      const size = kind === null ? null : await sizeOf(file);
      if (kind === null || size === null) return false;
      const id = randomUUID();
      keep(id, file);
      waiting = [...waiting, { id, kind, path: file, size }].slice(-MOST);
      for (const listener of listeners) listener();
      return true;
    },
    take() {
      const files = waiting;
      waiting = [];
      return files;
    },
    onOpen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    pathOf: (id) => known.get(id) ?? null,
  };
}
