import path from 'node:path';
import * as v from 'valibot';
import { type VolumeWork, volumeWorkKind } from '../../contract/volumes';
import { openJournal } from './journal';
import { say } from '../../../texts/say';

const entry = v.object({ id: v.string(), kind: volumeWorkKind, volume: v.string(), target: v.string() });

/** What changes volumes stands on disk while it is under way: when Slipway is killed, the next one says so. */
export interface Unfinished {
  /** Resolves when it is noted. */
  begin(work: VolumeWork): Promise<void>;
  end(work: VolumeWork): Promise<void>;
}

type Left = Pick<VolumeWork, 'kind' | 'volume' | 'target'>;

/** null: it leaves nothing behind. */
function leftWords({ kind, volume, target }: Left): string | null {
  switch (kind) {
    case 'clone':
      return say(
        'Slipway broke off while it copied {volume}: the volume {target}, if it is there, holds a part of it.',
        { volume, target },
      );
    case 'import':
      return say(
        'Slipway broke off while it imported a tar: the volume {volume}, if it is there, holds a part of it.',
        { volume },
      );
    case 'restore':
      return say(
        'Slipway broke off while it restored {target}: the volume {volume}, if it is there, holds a part of it.',
        { target, volume },
      );
    case 'empty':
      return say('Slipway broke off while it emptied {volume}: a part may be left in it.', { volume });
    case 'export':
    case 'backup':
    case 'check':
      return null;
  }
}

export async function openUnfinished(
  dataDir: string,
  log: (line: string) => void,
  notify: (words: string) => void,
): Promise<Unfinished> {
  const journal = await openJournal(path.join(dataDir, 'volumes-unfinished.json'), entry, log);
  for (const left of journal.entries()) notify(leftWords(left) ?? '');
  await journal.remove(() => true);
  return {
    begin: async ({ id, kind, volume, target }) => {
      if (leftWords({ kind, volume, target }) !== null) await journal.add({ id, kind, volume, target });
    },
    end: ({ id }) => journal.remove((one) => one.id === id),
  };
}
