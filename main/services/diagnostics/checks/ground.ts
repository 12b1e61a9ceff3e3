import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Texts } from '../../../../texts/translate';
import type { DiagnosticsOptions, Repair, Verdict } from '../types';

/** On this computer, in Slipway's own machine, on another computer; null: no engine is in use. */
export function placeOf({ engine, machine }: Pick<DiagnosticsOptions, 'engine' | 'machine'>): Place | null {
  const { state, engine: used } = engine.state().status;
  if (used === null || state !== 'connected') return null;
  if (used.key === machine().engineKey) return 'machine';
  return /^(unix|npipe):/.test(used.url) ? 'here' : 'elsewhere';
}
type Place = 'here' | 'machine' | 'elsewhere';

export const toCopy = (label: string, command: string): Repair => ({ kind: 'copy', label, command, route: '' });
export const toShow = (label: string, route: string): Repair => ({ kind: 'show', label, command: '', route });

export const skipped = (detail: string, evidence: readonly string[] = []): Verdict => ({
  state: 'skipped',
  evidence,
  detail,
});

export const noEngine = (t: Texts['t']): Verdict => skipped(t('No engine is connected.'));

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const STEP = 1024;
/** As `df -h` says it. */
export function sizeWords(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let [value, at] = [bytes, 0];
  for (; value >= STEP && at < units.length - 1; at++) value /= STEP;
  return `${value >= 10 || at === 0 ? String(Math.round(value)) : value.toFixed(1)} ${units[at] ?? ''}`;
}

export const modeWords = (mode: number): string => (mode & 0o7777).toString(8).padStart(4, '0');

export interface Room {
  readonly at: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Of the filesystem that the folder is on; where it may not be looked into, its parent says as much. null: none of them can. */
export async function roomAt(folder: string): Promise<Room | null> {
  for (let at = folder; ; at = path.dirname(at)) {
    const found = await fs.statfs(at).catch(() => null);
    if (found !== null) return { at, freeBytes: found.bavail * found.bsize, totalBytes: found.blocks * found.bsize };
    if (path.dirname(at) === at) return null;
  }
}

export const isAllowed = (file: string, mode = constants.R_OK | constants.W_OK): Promise<boolean> =>
  fs.access(file, mode).then(
    () => true,
    () => false,
  );
