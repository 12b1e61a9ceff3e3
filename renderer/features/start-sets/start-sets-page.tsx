import { IconListNumbers, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { StartSetRow } from '../../../main/contract/start-sets';
import { t } from '../../lib/i18n';
import { useReturnedFocus } from '../../ui/use-returned-focus';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ListNothing } from '../../ui/list-nothing';
import { ListPage } from '../../ui/list-page';
import parts from '../../ui/list-parts.module.css';
import { DeleteDialog } from './delete-dialog';
import { SetDialog } from './editor/set-dialog';
import { SetCard } from './set-card';
import classes from './start-sets.module.css';
import { startStartSets, useStartSets } from './start-sets-store';

/** With the row as it was then: what is said of it outlives it. */
type Asked = { readonly what: 'new' } | { readonly what: 'edit' | 'delete'; readonly row: StartSetRow } | null;

interface Props {
  /** Beside the buttons: the way to the projects. */
  readonly more?: ReactNode;
}

/** Named sets of projects and containers that are started in their order. */
export function StartSetsPage({ more }: Props) {
  useEffect(startStartSets, []);
  const { rows, synced, stale } = useStartSets();
  const [asked, setAsked] = useState<Asked>(null);
  useReturnedFocus(asked !== null);
  const close = (): void => setAsked(null);
  const all = [...rows.values()].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <ListPage
      title={t('Start sets')}
      counts={rows.size === 0 ? '' : String(rows.size)}
      stale={stale && rows.size > 0}
      tools={
        <div className={parts.tools}>
          {more}
          <Button variant="primary" icon={<IconPlus size={16} />} onClick={() => setAsked({ what: 'new' })}>
            {t('New set…')}
          </Button>
        </div>
      }
    >
      {all.length === 0 ? (
        <ListNothing one={t('start set')} synced={synced || stale} filtered={false} onClear={close}>
          <Empty onNew={() => setAsked({ what: 'new' })} />
        </ListNothing>
      ) : (
        <div className={classes.scroll}>
          <ul aria-label={t('Start sets')} className={classes.cards}>
            {all.map((one) => (
              <SetCard
                key={one.id}
                row={one}
                onEdit={() => setAsked({ what: 'edit', row: one })}
                onDelete={() => setAsked({ what: 'delete', row: one })}
              />
            ))}
          </ul>
        </div>
      )}
      {asked?.what === 'new' && <SetDialog row={null} onClose={close} />}
      {asked?.what === 'edit' && <SetDialog row={asked.row} onClose={close} />}
      {asked?.what === 'delete' && <DeleteDialog row={asked.row} onClose={close} />}
    </ListPage>
  );
}

const Empty = ({ onNew }: { readonly onNew: () => void }) => (
  <EmptyState icon={<IconListNumbers size={28} />} title={t('No start sets yet')}>
    <p>
      {t(
        'A start set names the projects and containers that you need together. One click starts them in their order: at once, after a pause, or when the one before is healthy; another one stops them in reverse.',
      )}
    </p>
    <p>{t('By choice it also keeps them from starting by themselves whenever the engine does.')}</p>
    <Button variant="primary" icon={<IconPlus size={16} />} onClick={onNew}>
      {t('New set…')}
    </Button>
  </EmptyState>
);
