import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, useState } from 'react';
import type { RemovalFacts } from '../../../../main/contract/containers';
import { decimalBytes } from '../../../lib/bytes';
import { withoutControls } from '../../../lib/control-characters';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { useSettings } from '../../../rpc/stores/settings-store';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { EngineText } from '../../../ui/engine-text';
import { Notice } from '../../../ui/notice';
import { Skeleton } from '../../../ui/skeleton';
import { containerRows, useContainers } from '../containers';
import { isAlive } from '../list/arrangement';
import { ask } from '../ui-store';
import { openRun } from './commands';
import classes from './delete-dialog.module.css';
import { runJob } from './jobs-store';
import { countWords } from './kinds';

export interface KeepChoiceProps {
  /** What keeping them takes; null: not known yet. */
  readonly bytes: number | null;
  readonly keep: boolean;
  readonly onKeep: (keep: boolean) => void;
}

interface Props {
  readonly ids: readonly string[];
  readonly KeepChoice: ComponentType<KeepChoiceProps>;
}

/** Says what is lost before it is. */
export function DeleteDialog({ ids, KeepChoice }: Props) {
  // Names and who runs follow the engine while the question stands.
  useContainers(({ version }) => version);
  const [volumes, setVolumes] = useState(false);
  const keepsByDefault = useSettings((store) => store.value?.bin.enabled ?? false);
  const [chosen, setKeep] = useState<boolean | null>(null);
  const keep = chosen ?? keepsByDefault;
  const facts = useQuery({
    queryKey: ['containers', 'removal-facts', ids],
    queryFn: ({ signal }) => rpc.call('containers.removalFacts', { ids: [...ids] }, { signal }),
    gcTime: 0,
  });
  const rows = containerRows(ids);
  const running = rows.filter(isAlive);
  const anonymous = facts.data?.flatMap(({ anonymousVolumes }) => anonymousVolumes) ?? [];
  const [first] = rows;
  const remove = (): void => {
    ask(null);
    const left = rows.map(({ id }) => id);
    const job = { action: 'remove', ids: left, force: running.length > 0, volumes, keep } as const;
    if (left.length > 0) void runJob(job, openRun);
  };
  return (
    <ConfirmDialog
      opened
      danger
      title={
        rows.length === 1 && first !== undefined ? (
          <>{t('Delete {name}?', { name: withoutControls(first.name) })}</>
        ) : (
          t('Delete {count}?', { count: countWords(rows.length) })
        )
      }
      confirmLabel={t('Delete')}
      busy={rows.length === 0 || facts.isPending}
      onConfirm={remove}
      onCancel={() => ask(null)}
    >
      <div className={classes.body}>
        {rows.length > 1 && <Names label={t('These containers are deleted')} names={rows.map(({ name }) => name)} />}
        {running.length > 0 && (
          <Notice tone="warn" title={running.length === 1 ? t('It is running and will be killed') : undefined}>
            {running.length > 1 && (
              <Names label={t('Running, and will be killed')} names={running.map(({ name }) => name)} />
            )}
          </Notice>
        )}
        <Losses facts={facts.data} failure={facts.error} count={rows.length} keep={keep} />
        <KeepChoice bytes={writtenBytes(facts.data)} keep={keep} onKeep={setKeep} />
        <Checkbox
          checked={volumes}
          onChange={(event) => setVolumes(event.currentTarget.checked)}
          label={t(
            '{count, plural, one {Also delete its anonymous volumes} other {Also delete their anonymous volumes}}',
            { count: rows.length },
          )}
          description={volumesWords(anonymous.length, volumes, keep)}
        />
      </div>
    </ConfirmDialog>
  );
}

function volumesWords(known: number, deleted: boolean, keep: boolean): string {
  const count =
    known === 0
      ? t('Anonymous volumes')
      : t('{known, plural, one {1 anonymous volume} other {# anonymous volumes}}', { known });
  if (deleted && keep)
    return known === 0
      ? t('{count}, if there are any, go with it when it leaves the bin.', { count })
      : t('{count} go with it when it leaves the bin.', { count });
  if (deleted)
    return known === 0
      ? t('{count}, if there are any, are lost with all data in them.', { count })
      : t('{count}: lost with all data.', { count });
  return known === 0
    ? t('{count}, if there are any, stay behind.', { count })
    : t('{count}: left behind, without a container.', { count });
}

interface NamesProps {
  readonly label: string;
  readonly names: readonly string[];
}

const MOST_NAMES = 100;

const Names = ({ label, names }: NamesProps) => (
  <div>
    <p className={classes.label}>{label}:</p>
    <ul className={classes.names} tabIndex={0} aria-label={label}>
      {names.slice(0, MOST_NAMES).map((name, index) => (
        <li key={index}>
          <EngineText value={name} />
        </li>
      ))}
      {names.length > MOST_NAMES && <li>{t('and {count} more', { count: names.length - MOST_NAMES })}</li>}
    </ul>
  </div>
);

interface LossesProps {
  readonly facts: readonly RemovalFacts[] | undefined;
  readonly failure: unknown;
  /** Of containers. */
  readonly count: number;
  readonly keep: boolean;
}

function Losses({ facts, failure, count, keep }: LossesProps) {
  if (failure !== null)
    return <p>{t('What is lost could not be found out. {failure}', { failure: errorLine(failure) })}</p>;
  const named = facts?.flatMap(({ namedVolumes }) => namedVolumes) ?? [];
  return (
    <div aria-busy={facts === undefined}>
      <p>
        {t('{count, plural, one {Its writable layer } other {Their writable layers }}', { count })}
        {keep
          ? t('{count, plural, one {goes into the bin: } other {go into the bin: }}', { count })
          : t('{count, plural, one {is lost: } other {are lost: }}', { count })}
        {facts === undefined ? <Skeleton width="8em" /> : <b>{writtenWords(facts)}</b>}
        {keep
          ? t('; {count, plural, one {its} other {their}} logs are lost.', { count })
          : t(', and the logs with {count, plural, one {it} other {them}}.', { count })}
      </p>
      {named.length > 0 && <Names label={t('Named volumes stay')} names={[...new Set(named)]} />}
    </div>
  );
}

/** null: not known yet. */
const writtenBytes = (facts: readonly RemovalFacts[] | undefined): number | null =>
  facts === undefined ? null : facts.reduce((sum, { writableBytes }) => sum + (writableBytes ?? 0), 0);

/** The writable layers together; says so when some are not known. */
function writtenWords(facts: readonly RemovalFacts[]): string {
  const known = facts.flatMap(({ writableBytes }) => writableBytes ?? []);
  if (known.length === 0) return t('of unknown size');
  const sum = decimalBytes(known.reduce((total, bytes) => total + bytes, 0));
  return known.length < facts.length
    ? t('{sum} in {count} of them, the rest unknown', { sum, count: known.length })
    : sum;
}
