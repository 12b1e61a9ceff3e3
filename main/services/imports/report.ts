import type { ImportItem, ImportRun } from '../../contract/imports';
import { say } from '../../../texts/say';

const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** For whoever wants to know later what was brought over, and how it was compared. */
export function reportOf(run: ImportRun | null, items: readonly ImportItem[]): string {
  const report = {
    about: say(
      'Brought over by Slipway. The checksum of an image is its id at the target, whose layers have the digests of the source; that of a volume is over names, types, modes, owners, sizes, times to the second, links, security attributes and contents, read at both ends.',
    ),
    ...(run !== null && {
      ...{ source: run.source, target: run.target, state: run.state, bytes: run.bytes },
      ...{ startedAt: time(run.startedAt), endedAt: time(run.endedAt) },
    }),
    items: items.map(({ kind, name, to, state, checksum, note, failure }) => ({
      ...{ kind, name, to: to === '' ? name : to, state, checksum, note },
      failure: failure === null ? null : { code: failure.code, message: failure.message, data: failure.data },
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
