import { Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { DiskAction, DiskTarget, QueryKind } from '../../../main/contract/disk';
import { t, Trans } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNotice } from '../../ui/error-notice';
import { DeleteDialog, type KeepProps } from './delete-dialog';
import classes from './disk.module.css';
import { isBusy, startJob, useJob } from './job-store';
import { QueryBox } from './query-box';
import { SavedQueries } from './saved-queries';
import { TargetList } from './target-list';

interface Kind {
  readonly value: QueryKind;
  readonly label: string;
  readonly counted: (count: number) => string;
}

const KINDS: readonly Kind[] = [
  {
    ...{ value: 'container', label: t('Containers') },
    counted: (count) => t('{count, plural, one {# container} other {# containers}}', { count }),
  },
  {
    ...{ value: 'image', label: t('Images') },
    counted: (count) => t('{count, plural, one {# image} other {# images}}', { count }),
  },
  {
    ...{ value: 'volume', label: t('Volumes') },
    counted: (count) => t('{count, plural, one {# volume} other {# volumes}}', { count }),
  },
  {
    ...{ value: 'network', label: t('Networks') },
    counted: (count) => t('{count, plural, one {# network} other {# networks}}', { count }),
  },
];

type Change = Exclude<DiskAction, 'remove'>;
const ACTIONS: readonly { readonly action: Change; readonly label: string; readonly loses: string }[] = [
  { action: 'start', label: t('Start'), loses: '' },
  { action: 'stop', label: t('Stop'), loses: t('Their programs end; they can be started again.') },
  { action: 'restart', label: t('Restart'), loses: t('Their programs end and are started anew.') },
];

interface Wish {
  readonly kind: QueryKind;
  readonly query: string;
}

/** Many at once, by what they are: the list is shown first, and exactly that is done. */
export function QueryView({ KeepChoice }: Pick<KeepProps, 'KeepChoice'>) {
  const [wish, setWish] = useState<Wish>({ kind: 'container', query: '' });
  const find = useMutation({ mutationFn: (asked: Wish) => rpc.call('disk.query', asked) });
  const answer = find.data;
  const asked = find.variables;
  // What was found is of another query as soon as this one is changed.
  const isFor = asked?.kind === wish.kind && asked.query === wish.query;
  const problem = answer?.type === 'problem' && isFor ? answer : null;
  const change = (next: Wish): void => setWish(next);
  const submit = (): void => find.mutate(wish);
  return (
    <div className={classes.query}>
      <div className={classes.queryTools}>
        <Select
          label={t('Of')}
          size="xs"
          w={120}
          data={KINDS}
          value={wish.kind}
          allowDeselect={false}
          onChange={(value) => {
            const kind = KINDS.find((each) => each.value === value)?.value;
            if (kind !== undefined) change({ ...wish, kind });
          }}
        />
        <QueryBox
          kind={wish.kind}
          value={wish.query}
          problem={problem}
          onChange={(query) => change({ ...wish, query })}
          onSubmit={submit}
        />
        <Button
          variant="primary"
          icon={<IconSearch size={15} />}
          disabled={wish.query.trim() === '' || find.isPending}
          onClick={submit}
        >
          {find.isPending ? t('Looking…') : t('Find')}
        </Button>
      </div>
      <SavedQueries
        wish={wish}
        onPick={(picked) => {
          change(picked);
          find.mutate(picked);
        }}
      />
      {find.error !== null && <ErrorNotice error={find.error} />}
      {answer?.type === 'found' && asked !== undefined && isFor ? (
        <Found kind={asked.kind} targets={answer.targets} of={answer.of} again={submit} KeepChoice={KeepChoice} />
      ) : (
        problem === null && <Help />
      )}
    </div>
  );
}

const Help = () => (
  <div className={classes.help}>
    <p>
      <Trans
        text="Conditions on fields, joined by <code>and</code>, <code>or</code>, <code>not</code> and parentheses; the box proposes what may come next. {equal} is equal ({any} stands for any text), {contains} contains, <code>exited > 7d</code> is more than seven days ago, <code>created '<' 2026-01-01</code> before that day. What is not known of a thing is never found."
        values={{ equal: <code>=</code>, any: <code>*</code>, contains: <code>~</code> }}
        tags={{ code: (inner) => <code>{inner}</code> }}
      />
    </p>
  </div>
);

interface FoundProps extends KeepProps {
  readonly kind: QueryKind;
  readonly targets: readonly DiskTarget[];
  readonly of: number;
  readonly again: () => void;
}

function Found({ kind, targets, of, again, KeepChoice }: FoundProps) {
  const [asked, setAsked] = useState<(typeof ACTIONS)[number] | 'remove' | null>(null);
  const { job } = useJob();
  const { counted = String } = KINDS.find(({ value }) => value === kind) ?? {};
  const close = (): void => setAsked(null);
  const run = (action: Change): void => {
    close();
    void startJob({ action, targets, promised: null }).then(again);
  };
  if (targets.length === 0)
    return (
      <EmptyState title={t('Nothing is found')}>
        <p>{t('None of {of} is such a one.', { of: counted(of) })}</p>
      </EmptyState>
    );
  return (
    <>
      <div className={classes.found}>
        <span role="status">{t('{count} of {of}', { count: targets.length, of: counted(of) })}</span>
        <span className={classes.push} />
        {kind === 'container' &&
          ACTIONS.map((each) => (
            <Button
              key={each.action}
              disabled={isBusy(job)}
              onClick={() => (each.loses === '' ? run(each.action) : setAsked(each))}
            >
              {each.label} {targets.length}
            </Button>
          ))}
        <Button variant="danger" disabled={isBusy(job)} onClick={() => setAsked('remove')}>
          {t('Delete {count}', { count: targets.length })}
        </Button>
      </div>
      <TargetList targets={targets} label={t('Found')} />
      {asked === 'remove' && <DeleteDialog {...{ targets, KeepChoice }} onClose={close} onDone={again} />}
      {asked !== null && asked !== 'remove' && (
        <ConfirmDialog
          opened
          title={`${asked.label} ${counted(targets.length)}?`}
          confirmLabel={asked.label}
          onConfirm={() => run(asked.action)}
          onCancel={close}
        >
          <p>{asked.loses}</p>
          <TargetList targets={targets} label={t('Which ones')} />
        </ConfirmDialog>
      )}
    </>
  );
}
