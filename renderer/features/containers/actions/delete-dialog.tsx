import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, useState } from 'react';
import type { RemovalFacts } from '../../../../main/contract/containers';
import { decimalBytes } from '../../../lib/bytes';
import { withoutControls } from '../../../lib/control-characters';
import { errorLine } from '../../../lib/errors';
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
          <>Delete {withoutControls(first.name)}?</>
        ) : (
          `Delete ${countWords(rows.length)}?`
        )
      }
      confirmLabel="Delete"
      busy={rows.length === 0 || facts.isPending}
      onConfirm={remove}
      onCancel={() => ask(null)}
    >
      <div className={classes.body}>
        {rows.length > 1 && <Names label="These containers are deleted" names={rows.map(({ name }) => name)} />}
        {running.length > 0 && (
          <Notice tone="warn" title={running.length === 1 ? 'It is running and will be killed' : undefined}>
            {running.length > 1 && (
              <Names label="Running, and will be killed" names={running.map(({ name }) => name)} />
            )}
          </Notice>
        )}
        <Losses facts={facts.data} failure={facts.error} count={rows.length} keep={keep} />
        <KeepChoice bytes={writtenBytes(facts.data)} keep={keep} onKeep={setKeep} />
        <Checkbox
          checked={volumes}
          onChange={(event) => setVolumes(event.currentTarget.checked)}
          label={rows.length === 1 ? 'Also delete its anonymous volumes' : 'Also delete their anonymous volumes'}
          description={volumesWords(anonymous.length, volumes, keep)}
        />
      </div>
    </ConfirmDialog>
  );
}

function volumesWords(known: number, deleted: boolean, keep: boolean): string {
  const count = known === 0 ? 'Anonymous volumes' : known === 1 ? '1 anonymous volume' : `${known} anonymous volumes`;
  if (deleted && keep) return `${count}${known === 0 ? ', if there are any,' : ''} go with it when it leaves the bin.`;
  if (deleted)
    return known === 0
      ? `${count}, if there are any, are lost with all data in them.`
      : `${count}: lost with all data.`;
  return known === 0 ? `${count}, if there are any, stay behind.` : `${count}: left behind, without a container.`;
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
      {names.length > MOST_NAMES && <li>and {names.length - MOST_NAMES} more</li>}
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
  if (failure !== null) return <p>What is lost could not be found out. {errorLine(failure)}</p>;
  const named = facts?.flatMap(({ namedVolumes }) => namedVolumes) ?? [];
  return (
    <div aria-busy={facts === undefined}>
      <p>
        {count === 1 ? 'Its writable layer ' : 'Their writable layers '}
        {keep ? (count === 1 ? 'goes into the bin: ' : 'go into the bin: ') : count === 1 ? 'is lost: ' : 'are lost: '}
        {facts === undefined ? <Skeleton width="8em" /> : <b>{writtenWords(facts)}</b>}
        {keep
          ? `; ${count === 1 ? 'its' : 'their'} logs are lost.`
          : `, and the logs with ${count === 1 ? 'it' : 'them'}.`}
      </p>
      {named.length > 0 && <Names label="Named volumes stay" names={[...new Set(named)]} />}
    </div>
  );
}

/** null: not known yet. */
const writtenBytes = (facts: readonly RemovalFacts[] | undefined): number | null =>
  facts === undefined ? null : facts.reduce((sum, { writableBytes }) => sum + (writableBytes ?? 0), 0);

/** The writable layers together; says so when some are not known. */
function writtenWords(facts: readonly RemovalFacts[]): string {
  const known = facts.flatMap(({ writableBytes }) => writableBytes ?? []);
  if (known.length === 0) return 'of unknown size';
  const sum = decimalBytes(known.reduce((total, bytes) => total + bytes, 0));
  return known.length < facts.length ? `${sum} in ${known.length} of them, the rest unknown` : sum;
}
