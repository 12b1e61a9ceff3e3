import type { Owner } from './place';

const DOOR = { electron: 'the desktop app', browser: 'browser mode' } as const;

/** The exit code of a Slipway that found another one on its data folder. */
export const TAKEN_CODE = 5;

/** What to say instead of starting a second time. */
export const takenWords = ({ host, pid, version }: Owner, dataDir: string): string =>
  `Slipway ${version} (${DOOR[host]}, process ${pid}) already runs on ${dataDir}. ` +
  'Show it with "slipway open", end it with "slipway quit", or name another folder with --data-dir.';
