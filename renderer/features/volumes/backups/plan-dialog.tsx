import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BackupPlan, BackupSchedule } from '../../../../main/contract/volume-backups';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import { useDeed } from '../../../ui/use-deed';
import classes from '../volumes.module.css';
import { FolderField } from './folder-field';
import { readTime, timeText, WEEKDAYS } from './schedule-words';

interface Form {
  readonly every: BackupSchedule['every'];
  readonly hours: number;
  readonly time: string;
  readonly weekday: number;
  readonly folder: string;
  readonly keep: number;
  readonly gzip: boolean;
  readonly pause: boolean;
}

const DEFAULTS: Form = {
  ...{ every: 'day', hours: 6, time: '02:30', weekday: 0 },
  ...{ folder: '', keep: 7, gzip: true, pause: false },
};

function formOf(plan: BackupPlan | null): Form {
  if (plan === null) return DEFAULTS;
  const { schedule, folder, keep, gzip, pause } = plan;
  return {
    ...{ ...DEFAULTS, every: schedule.every, folder, keep, gzip, pause },
    ...(schedule.every === 'hours' && { hours: schedule.hours }),
    ...('hour' in schedule && { time: timeText(schedule) }),
    ...(schedule.every === 'week' && { weekday: schedule.weekday }),
  };
}

/** null: the time is none. */
function scheduleOf({ every, hours, time, weekday }: Form): BackupSchedule | null {
  if (every === 'never') return { every };
  if (every === 'hours') return { every, hours };
  const at = readTime(time);
  if (at === null) return null;
  return every === 'day' ? { every, ...at } : { every, weekday, ...at };
}

const EVERY = [
  { value: 'never', label: t('Only when asked for') },
  { value: 'hours', label: t('Every few hours') },
  { value: 'day', label: t('Every day') },
  { value: 'week', label: t('Every week') },
];

const isEvery = (text: string): text is Form['every'] => EVERY.some(({ value }) => value === text);

/** From 1 up to `most`. */
const whole = (text: string, most: number): number => Math.min(most, Math.max(1, Math.floor(Number(text)) || 1));

interface Props {
  readonly name: string;
  readonly plan: BackupPlan | null;
  readonly onClose: () => void;
}

/** When a volume is backed up, and where to. */
export function PlanDialog({ name, plan, onClose }: Props) {
  const [form, setForm] = useState(() => formOf(plan));
  const change = (part: Partial<Form>): void => setForm((before) => ({ ...before, ...part }));
  const schedule = scheduleOf(form);
  const { busy, error, run } = useDeed(async () => {
    if (schedule === null) return;
    const { folder, keep, gzip, pause } = form;
    await rpc.call('volumes.setPlan', { name, plan: { schedule, folder, keep, gzip, pause } });
  }, onClose);
  const usable = schedule !== null && form.folder !== '' && !busy;
  return (
    <Dialog
      opened
      title={t('Backups of this volume')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={!usable} onClick={run}>
            {t('Save')}
          </Button>
        </>
      }
    >
      <div className={forms.form}>
        <FolderField name={name} folder={form.folder} onFolder={(folder) => change({ folder })} />
        <When form={form} onChange={change} />
        <TextInput
          type="number"
          label={t('Keep')}
          description={t('Older ones of this volume are deleted.')}
          min={1}
          max={10_000}
          value={form.keep}
          onChange={(event) => change({ keep: whole(event.currentTarget.value, 10_000) })}
        />
        <Checkbox
          label={t('Compress (.tar.gz)')}
          checked={form.gzip}
          onChange={(event) => change({ gzip: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('Pause the containers that use it meanwhile')}
          description={t('Without that, what is written during the backup may be in it in part.')}
          checked={form.pause}
          onChange={(event) => change({ pause: event.currentTarget.checked })}
        />
      </div>
      <p className={classes.dim}>
        {t('They are made while Slipway runs; one that was missed is made at the next start.')}
      </p>
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

interface WhenProps {
  readonly form: Form;
  readonly onChange: (part: Partial<Form>) => void;
}

const When = ({ form: { every, hours, time, weekday }, onChange }: WhenProps) => (
  <div className={classes.two}>
    <NativeSelect
      size="xs"
      label={t('When')}
      data={EVERY}
      value={every}
      onChange={({ currentTarget: { value } }) => isEvery(value) && onChange({ every: value })}
    />
    {every === 'hours' && (
      <TextInput
        type="number"
        label={t('Hours between')}
        min={1}
        max={8760}
        value={hours}
        onChange={(event) => onChange({ hours: whole(event.currentTarget.value, 8760) })}
      />
    )}
    {every === 'week' && (
      <NativeSelect
        size="xs"
        label={t('On')}
        data={WEEKDAYS.map((label, value) => ({ value: String(value), label }))}
        value={String(weekday)}
        onChange={(event) => onChange({ weekday: Number(event.currentTarget.value) })}
      />
    )}
    {(every === 'day' || every === 'week') && (
      <TextInput
        label={t('At')}
        placeholder="02:30"
        value={time}
        error={readTime(time) === null ? t('Hours and minutes, as 02:30.') : null}
        onChange={(event) => onChange({ time: event.currentTarget.value })}
      />
    )}
  </div>
);
