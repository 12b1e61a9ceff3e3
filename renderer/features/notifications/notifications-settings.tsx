import { Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { NoticeKind } from '../../../main/contract/notifications';
import type { SettingsValue } from '../../../main/contract/settings';
import { t } from '../../lib/i18n';
import { useSettings } from '../../rpc/stores/settings-store';
import { SettingsGroup } from '../../ui/settings-group';
import classes from './notifications.module.css';
import { PatternList } from './pattern-list';
import { changeNotifications } from './quiet';

type NotificationsValue = SettingsValue['notifications'];
type Loudness = NotificationsValue[NoticeKind];

const KINDS: readonly (readonly [kind: NoticeKind, label: string])[] = [
  ['died', t('A container ended by itself')],
  ['unhealthy', t('A container is unhealthy')],
  ['outOfMemory', t('A container ran out of memory')],
  ['pattern', t('A pattern is found in a log')],
  ['lowDisk', t('Little room is left on a disk')],
  ['longTask', t('A long task has ended')],
];
const LOUDNESS: readonly { readonly value: Loudness; readonly label: string }[] = [
  { value: 'system', label: t('In Slipway and by the system') },
  { value: 'app', label: t('In Slipway only') },
  { value: 'off', label: t('Not at all') },
];
const LONGEST = 3600;

const isLoudness = (value: string): value is Loudness => LOUDNESS.some((each) => each.value === value);

/** What is told, and how loudly. */
export function NotificationsSettings() {
  const value = useSettings((store) => store.value?.notifications);
  if (value === undefined) return null;
  return (
    <SettingsGroup title={t('Notifications')}>
      <Checkbox
        label={t('Do not disturb')}
        description={t('What happens is kept in the list of notifications, and nothing else tells of it.')}
        checked={value.doNotDisturb}
        onChange={(event) => void changeNotifications({ doNotDisturb: event.currentTarget.checked })}
      />
      <p className={classes.dim}>
        {t(
          'The system tells while Slipway is not in front. In a browser it does once you allow it, in the notifications.',
        )}
      </p>
      <div className={classes.kinds}>
        {KINDS.map(([kind, label]) => (
          <NativeSelect
            key={kind}
            label={label}
            value={value[kind]}
            data={LOUDNESS}
            onChange={({ currentTarget }) => {
              if (isLoudness(currentTarget.value)) void changeNotifications({ [kind]: currentTarget.value });
            }}
          />
        ))}
        <Seconds seconds={value.longTaskSeconds} />
      </div>
      <PatternList patterns={value.patterns} />
    </SettingsGroup>
  );
}

/** Taken when it is left or on Enter. */
function Seconds({ seconds }: { readonly seconds: number }) {
  const [draft, setDraft] = useState<number | string | null>(null);
  const done = (): void => {
    setDraft(null);
    if (typeof draft === 'number' && draft >= 1 && draft <= LONGEST && draft !== seconds)
      void changeNotifications({ longTaskSeconds: Math.round(draft) });
  };
  return (
    <NumberInput
      label={t('Long is a task from, seconds')}
      min={1}
      max={LONGEST}
      allowDecimal={false}
      value={draft ?? seconds}
      onChange={setDraft}
      onBlur={done}
      onKeyDown={({ key }) => key === 'Enter' && done()}
    />
  );
}
