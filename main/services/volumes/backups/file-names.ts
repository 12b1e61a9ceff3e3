/** What a volume may be called for a file to be named after it: the engine's own rule. */
const SAFE_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,200}$/;
const TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

export const canBeFile = (volume: string): boolean => SAFE_NAME.test(volume);

/** `data-20261122T020500Z.tar.gz` */
export function backupName(volume: string, at: number, gzip: boolean): string {
  const time = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  return `${volume}-${time}.tar${gzip ? '.gz' : ''}`;
}

/** When a file of this volume's was made, ms since the epoch; null: it is none. */
export function timeOfBackup(volume: string, file: string): number | null {
  if (!file.startsWith(`${volume}-`)) return null;
  const rest = /^(.*)\.tar(\.gz)?$/.exec(file.slice(volume.length + 1))?.[1] ?? '';
  const [, year, month, day, hour, minute, second] = (TIME.exec(rest) ?? []).map(Number);
  if (year === undefined || month === undefined) return null;
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  return Number.isNaN(at) ? null : at;
}

export const CHECKSUM = '.sha256';
export const UNFINISHED = '.part';
