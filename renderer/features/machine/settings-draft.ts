import type { MachineSettings } from '../../../main/contract/machine';
import { t } from '../../lib/i18n';

export interface ShareDraft {
  /** Only to tell the lines apart. */
  readonly key: number;
  readonly path: string;
  readonly readOnly: boolean;
}

/** The settings as they stand in the form: numbers as typed. */
export interface Draft {
  readonly cpus: string;
  readonly memoryMiB: string;
  readonly diskGiB: string;
  readonly sleepAfterMinutes: string;
  /** Else the default: the user's home. */
  readonly ownShares: boolean;
  readonly shares: readonly ShareDraft[];
  readonly publishOn: MachineSettings['publishOn'];
  readonly autoStart: boolean;
}

type NumberField = 'cpus' | 'memoryMiB' | 'diskGiB' | 'sleepAfterMinutes';
/** What is wrong with a number, by its name; with a folder, by `share <key>`. */
export type Problems = Readonly<Partial<Record<NumberField | `share ${number}` | 'shares', string>>>;

/** The contract's own bounds. */
const BOUNDS: Readonly<Record<NumberField, readonly [least: number, most: number]>> = {
  cpus: [1, 256],
  memoryMiB: [512, 1_048_576],
  diskGiB: [4, 16_384],
  sleepAfterMinutes: [0, 1440],
};
const NUMBER_FIELDS = ['cpus', 'memoryMiB', 'diskGiB', 'sleepAfterMinutes'] as const;
const MOST_SHARES = 32;

/** `now`: what is shared by default, the beginning of a list of one's own. */
export const draftOf = (settings: MachineSettings, now: NonNullable<MachineSettings['shares']>): Draft => ({
  cpus: String(settings.cpus),
  memoryMiB: String(settings.memoryMiB),
  diskGiB: String(settings.diskGiB),
  sleepAfterMinutes: String(settings.sleepAfterMinutes),
  ownShares: settings.shares !== null,
  shares: (settings.shares ?? now).map((share, key) => ({ key, ...share })),
  publishOn: settings.publishOn,
  autoStart: settings.autoStart,
});

const numberOf = (typed: string): number => (/^\d+$/.test(typed.trim()) ? Number(typed) : NaN);

function numberProblem(typed: string, least: number, most: number): string | null {
  const value = numberOf(typed);
  return value >= least && value <= most ? null : t('A whole number from {least} to {most}.', { least, most });
}

/** From the root of a POSIX system, or of a Windows drive. */
const isAbsolute = (path: string): boolean => /^(\/|[A-Za-z]:[\\/])/.test(path);

function shareProblem(path: string, before: readonly string[]): string | null {
  if (path === '') return t('A folder’s path is missing.');
  if (!isAbsolute(path)) return t('The path must be absolute.');
  return before.includes(path) ? t('This folder is in the list already.') : null;
}

/** `leastDiskGiB`: the disk never shrinks. */
export function problemsOf(draft: Draft, leastDiskGiB: number): Problems {
  const problems: Record<string, string> = {};
  for (const field of NUMBER_FIELDS) {
    const [least, most] = BOUNDS[field];
    const problem = numberProblem(draft[field], field === 'diskGiB' ? Math.max(least, leastDiskGiB) : least, most);
    if (problem !== null) problems[field] = problem;
  }
  if (!draft.ownShares) return problems;
  const paths = draft.shares.map(({ path }) => path.trim());
  draft.shares.forEach(({ key }, index) => {
    const problem = shareProblem(paths[index] ?? '', paths.slice(0, index));
    if (problem !== null) problems[`share ${key}`] = problem;
  });
  if (paths.length > MOST_SHARES) problems.shares = t('At most {most} folders can be shared.', { most: MOST_SHARES });
  return problems;
}

/** Those of this form. */
type FormSettings = Omit<MachineSettings, 'access'>;

const settingsOf = (draft: Draft): FormSettings => ({
  cpus: numberOf(draft.cpus),
  memoryMiB: numberOf(draft.memoryMiB),
  diskGiB: numberOf(draft.diskGiB),
  sleepAfterMinutes: numberOf(draft.sleepAfterMinutes),
  shares: draft.ownShares ? draft.shares.map(({ path, readOnly }) => ({ path: path.trim(), readOnly })) : null,
  publishOn: draft.publishOn,
  autoStart: draft.autoStart,
});

/** Only what was changed, so that nothing changed elsewhere meanwhile is taken back. */
export function patchOf(draft: Draft, before: MachineSettings): Partial<MachineSettings> {
  const after = settingsOf(draft);
  const isSame = (name: keyof FormSettings): boolean => JSON.stringify(after[name]) === JSON.stringify(before[name]);
  return {
    ...(!isSame('cpus') && { cpus: after.cpus }),
    ...(!isSame('memoryMiB') && { memoryMiB: after.memoryMiB }),
    ...(!isSame('diskGiB') && { diskGiB: after.diskGiB }),
    ...(!isSame('sleepAfterMinutes') && { sleepAfterMinutes: after.sleepAfterMinutes }),
    ...(!isSame('shares') && { shares: after.shares }),
    ...(!isSame('publishOn') && { publishOn: after.publishOn }),
    ...(!isSame('autoStart') && { autoStart: after.autoStart }),
  };
}
