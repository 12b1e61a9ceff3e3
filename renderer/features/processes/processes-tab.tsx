import { IconListTree } from '@tabler/icons-react';
import { useState } from 'react';
import type { ProcessList, ProcessRow } from '../../../main/contract/processes';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { SearchBox } from '../../ui/search-box';
import { Skeleton } from '../../ui/skeleton';
import { arrange, hasTree, type View } from './arrange';
import { columnsOf } from './columns';
import { ProcessGrid } from './process-grid';
import classes from './processes.module.css';
import { SignalDialog } from './signal-dialog';
import { useProcesses } from './use-processes';

interface Props {
  /** The container's. */
  readonly id: string;
}

/** What runs in a container now, as `docker top` has it. */
export function ProcessesTab({ id }: Props) {
  const { change, error } = useProcesses(id);
  if (change === null) return error === null ? <Loading /> : <ErrorNotice error={error} />;
  if (change.type === 'not-running')
    return (
      <EmptyState title={t('No processes')}>
        <p>
          {t('The container is not running ({state}). What runs in it shows here once it is started.', {
            state: withoutControls(change.state),
          })}
        </p>
      </EmptyState>
    );
  return (
    <div className={classes.root}>
      {error !== null && <ErrorNotice error={error} />}
      <Processes id={id} list={change} />
    </div>
  );
}

const Loading = () => (
  <div className={classes.loading} aria-busy aria-label={t('Loading')} role="group">
    {['70%', '90%', '80%', '60%'].map((width) => (
      <Skeleton key={width} width={width} />
    ))}
  </div>
);

const START: View = { sort: null, tree: true, filter: '' };

const countWords = (count: number): string => t('{count, plural, one {# process} other {# processes}}', { count });

function Processes({ id, list }: { readonly id: string; readonly list: ProcessList }) {
  const [view, setView] = useState(START);
  const [asking, setAsking] = useState<ProcessRow | null>(null);
  const columns = columnsOf(list.titles);
  const treeable = hasTree(list.rows);
  const lines = arrange(list.rows, columns, view);
  const total = list.rows.length + list.more;
  return (
    <>
      <div className={classes.toolbar} role="toolbar" aria-label={t('Processes')}>
        <SearchBox
          label={t('Filter processes')}
          placeholder={t('Filter')}
          className={classes.filter}
          value={view.filter}
          onText={(filter) => setView({ ...view, filter })}
        />
        <Button
          variant="subtle"
          icon={<IconListTree size={15} />}
          aria-pressed={view.tree && treeable}
          disabled={!treeable}
          title={treeable ? undefined : t('This engine does not tell the parents of processes')}
          onClick={() => setView({ ...view, tree: !view.tree })}
        >
          {t('Tree')}
        </Button>
        <span className={classes.count} role="status">
          {lines.length < list.rows.length
            ? t('{count} of {total}', { count: lines.length, total: countWords(total) })
            : countWords(total)}
        </span>
      </div>
      {list.paused && (
        <Notice tone="info" title={t('Paused')}>
          {t('Its processes are frozen: nothing changes until it is unpaused.')}
        </Notice>
      )}
      {list.more > 0 && (
        <Notice tone="warn" title={t('{more} are not shown', { more: countWords(list.more) })}>
          {t('Only the first {count} are.', { count: list.rows.length })}
        </Notice>
      )}
      <ProcessGrid
        columns={columns}
        lines={lines}
        view={view}
        tree={view.tree && treeable}
        onSort={(sort) => setView({ ...view, sort })}
        onSignal={setAsking}
      />
      {asking !== null && <SignalDialog id={id} row={asking} onClose={() => setAsking(null)} />}
    </>
  );
}
