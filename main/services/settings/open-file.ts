import type { SettingsNotice } from '../../contract/settings';
import { copyAside, moveAside } from './keep-aside';
import { type Raw, readStored, type Stored } from './read-file';
import { say } from '../../../texts/say';

/** The settings file as it was found. */
export interface Opened {
  readonly file: string;
  readonly raw: Raw;
  readonly notices: readonly SettingsNotice[];
  /** False: the file holds what must not be lost. */
  readonly writable: boolean;
  /** What is in it; null: there is none, or it cannot be read. */
  readonly bytes: Buffer | null;
}

export const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const noticeOf = (
  kind: SettingsNotice['kind'],
  file: string,
  given: Partial<Pick<SettingsNotice, 'keptAs' | 'detail' | 'at'>>,
): SettingsNotice => ({ kind, file, keptAs: null, detail: '', at: null, ...given });

/** Of a newer Slipway's: it is read as far as it is known, and never written. */
export async function newerNotice(file: string, version: number): Promise<SettingsNotice> {
  const keptAs = await copyAside(file, version).catch(() => null);
  return noticeOf('newer', file, { keptAs, detail: say('the file is of version {version}', { version }) });
}

export async function openFile(file: string): Promise<Opened> {
  const stored = await readStored(file);
  switch (stored.type) {
    case 'absent':
      return { file, raw: {}, notices: [], writable: true, bytes: null };
    case 'good':
      return { file, raw: stored.raw, notices: [], writable: true, bytes: stored.bytes };
    case 'unreadable':
      return { file, raw: {}, notices: [noticeOf('read-only', file, stored)], writable: false, bytes: null };
    case 'newer': {
      const notices = [await newerNotice(file, stored.version)];
      return { file, raw: stored.raw, notices, writable: false, bytes: stored.bytes };
    }
    case 'corrupt':
      return openCorrupt(file, stored);
  }
}

async function openCorrupt(file: string, stored: Extract<Stored, { type: 'corrupt' }>): Promise<Opened> {
  const { detail, at, bytes } = stored;
  try {
    const keptAs = await moveAside(file, new Date());
    return { file, raw: {}, notices: [noticeOf('corrupt', file, { keptAs, detail, at })], writable: true, bytes: null };
  } catch (error) {
    const readOnly = noticeOf('read-only', file, { detail: words(error) });
    const notices = [noticeOf('corrupt', file, { detail, at }), readOnly];
    return { file, raw: {}, notices, writable: false, bytes };
  }
}
