import { useEffect } from 'react';
import type { KeptRow } from '../../../main/contract/recreate';
import { decimalBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { agoWords } from '../../lib/time';
import { useNow } from '../../lib/use-now';
import { whileVisible } from '../../lib/while-visible';
import { createRowsStore } from '../../rpc/stores/rows-store';
import { watch } from '../../rpc/use-stream';
import { Button } from '../../ui/button';
import { EngineText } from '../../ui/engine-text';
import { ask } from './recreate-store';
import classes from './recreate.module.css';

const useKept = createRowsStore<KeptRow>(({ id }) => id);

const MINUTE = 60_000;

/** The old containers that edits kept; nothing where there are none. */
export function KeptList() {
  useEffect(
    () =>
      whileVisible(() =>
        watch('recreate.kept', undefined, {
          onItem: useKept.change,
          onLost: () => useKept.change({ type: 'stale' }),
        }),
      ),
    [],
  );
  const rows = useKept((state) => state.rows);
  const now = useNow(MINUTE);
  if (rows.size === 0) return null;
  return (
    <section className={classes.kept} aria-labelledby="kept-by-edits">
      <h2 id="kept-by-edits">{t('Kept by edits')}</h2>
      <p className={classes.dim}>{t('The containers that others took the place of, until you let them go.')}</p>
      <ul className={classes.keptList} aria-label={t('Kept by edits')}>
        {[...rows.values()].map((row) => (
          <li key={row.id} className={classes.keptLine}>
            <span className={classes.keptName}>
              <EngineText value={row.name} />
            </span>
            <span className={classes.dim}>
              {row.sizeBytes !== null && decimalBytes(row.sizeBytes)}
              {row.at !== null && `, ${agoWords(row.at, Math.max(now, row.at))}`}
            </span>
            <Button
              aria-label={t('Bring back {name}', { name: withoutControls(row.name) })}
              onClick={() => ask({ kind: 'bring-back', subject: row })}
            >
              {t('Bring back…')}
            </Button>
            <Button
              aria-label={t('Let go {name}', { name: withoutControls(row.name) })}
              onClick={() => ask({ kind: 'let-go', subject: row })}
            >
              {t('Let go…')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
