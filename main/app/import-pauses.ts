import path from 'node:path';
import type { Texts } from '../../texts/translate';
import type { Engine } from '../services/engine/types';
import type { Tasks } from '../services/shell/tasks';
import { letGoOn, openPauseJournal, type PauseJournal } from '../services/volumes/pausing';

/** Who an import has paused at the engine that it reads. It stands on disk before it is paused. */
export const openImportPauses = (dataDir: string, log: (line: string) => void): Promise<PauseJournal> =>
  openPauseJournal(path.join(dataDir, 'imports-paused.json'), log);

interface Parts {
  readonly engine: Pick<Engine, 'open'>;
  readonly paused: PauseJournal;
  readonly tasks: Tasks;
  readonly t: Texts['t'];
}

/** What an import of a Slipway that was killed left paused goes on, and its user is told. Never rejects. Where an engine is out of reach its containers stay noted, for the next start. */
export async function goOnAfterKill({ engine, paused, tasks, t }: Parts): Promise<void> {
  const left = paused.entries();
  for (const key of new Set(left.map((one) => one.engine))) {
    const names = left.filter((one) => one.engine === key).map(({ name }) => name);
    const values = { names: names.join(', '), count: names.length, engine: key };
    const title = t(
      'Slipway broke off in an import while {count, plural, one {# container was} other {# containers were}} paused',
      values,
    );
    const task = tasks.begin({ kind: 'import', title, route: '/import' });
    try {
      const source = await engine.open(key);
      const went = await letGoOn(source.client, paused, (one) => one.engine === key).finally(() => source.close());
      task.end(
        'done',
        went.length === 0 ? t('None is paused any more') : t('They run on: {names}', { names: went.join(', ') }),
      );
    } catch (error) {
      task.line(error instanceof Error ? error.message : String(error));
      task.end(
        'failed',
        t(
          'Still paused, as their engine ({engine}) is out of reach: {names}. Slipway tries again at its next start.',
          values,
        ),
      );
    }
  }
}
