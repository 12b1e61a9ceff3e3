import { Checkbox, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { StartSetRow } from '../../../../main/contract/start-sets';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import { useDeed } from '../../../ui/use-deed';
import classes from '../start-sets.module.css';
import { addMember, type Draft, draftOf, membersOf } from './draft';
import { MemberBox } from './member-box';
import { MemberList } from './member-list';

interface Props {
  /** null: a new one. */
  readonly row: StartSetRow | null;
  readonly onClose: () => void;
}

const HOLD_WORDS = t(
  'Containers of it that have the restart policy always or unless-stopped get no instead, so that the engine does not start them by itself. Meanwhile it does not restart them after a crash either. Their own policy is remembered, and given back when this is turned off or the set is deleted.',
);

/** A start set's name, members and their order, and whether it holds back. */
export function SetDialog({ row, onClose }: Props) {
  const form = useId();
  const [draft, setDraft] = useState<Draft>(() => draftOf(row));
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const { name, members, holdBack } = draft;
  const read = membersOf(draft);
  const { busy, error, run } = useDeed(async () => {
    if (read !== null) await rpc.call('startSets.save', { id: row?.id ?? null, name, members: read, holdBack });
  }, onClose);
  const usable = name.trim() !== '' && read !== null;
  return (
    <Dialog
      opened
      width="wide"
      title={row === null ? t('New start set') : t('Edit the start set')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          {/* Not disabled while it is saved: it would lose the focus, and Escape its way to the dialog. */}
          <Button type="submit" form={form} variant="primary" disabled={!usable}>
            {busy ? t('Saving…') : t('Save')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (usable && !busy) run();
        }}
        noValidate
      >
        {error !== null && <ErrorNotice error={error} />}
        <TextInput
          label={t('Name')}
          data-autofocus
          spellCheck={false}
          autoComplete="off"
          maxLength={255}
          value={name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <fieldset className={forms.group}>
          <legend>{t('Started in this order')}</legend>
          {members.length === 0 ? (
            <p className={classes.dim}>{t('No members yet.')}</p>
          ) : (
            <MemberList members={members} onChange={(next) => change({ members: next })} />
          )}
          <MemberBox members={members} onAdd={(candidate) => change({ members: addMember(members, candidate) })} />
          <p className={classes.hint}>
            {t(
              '“Until healthy” goes by the health checks, and gives up after so many seconds; without a check it is enough that it runs. They are stopped in reverse.',
            )}
          </p>
        </fieldset>
        <Checkbox
          label={t('Hold back: do not let them start with the engine')}
          description={HOLD_WORDS}
          checked={holdBack}
          onChange={(event) => change({ holdBack: event.currentTarget.checked })}
        />
      </form>
    </Dialog>
  );
}
