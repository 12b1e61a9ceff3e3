import { Checkbox, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { SettingsPatch } from '../../../main/contract/settings';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { updateSettings, useSettings } from '../../rpc/stores/settings-store';
import { SettingsGroup } from '../../ui/settings-group';
import { showToast } from '../../ui/toast-store';
import classes from './bin.module.css';

const GIGABYTE = 1e9;
const LONGEST_HOURS = 24 * 365;
const SMALLEST = 0.1;
const LARGEST = 1_000_000;

async function choose(bin: SettingsPatch['bin']): Promise<void> {
  try {
    await updateSettings({ bin });
  } catch (error) {
    showToast('bad', errorLine(error));
  }
}

/** What happens to deleted things. */
export function BinSettings() {
  const bin = useSettings((store) => store.value?.bin);
  if (bin === undefined) return null;
  return (
    <SettingsGroup title={t('Bin')}>
      <Checkbox
        label={t('Keep what is deleted in the bin, unless said otherwise')}
        description={t(
          'It takes up the engine’s disk until it goes: a container’s files as an image, a volume’s as a copy.',
        )}
        checked={bin.enabled}
        onChange={(event) => void choose({ enabled: event.currentTarget.checked })}
      />
      <div className={classes.fields}>
        <Amount
          label={t('Kept for, hours')}
          from={1}
          to={LONGEST_HOURS}
          value={bin.hours}
          onDone={(hours) => choose({ hours })}
        />
        <Amount
          label={t('At most, GB')}
          from={SMALLEST}
          to={LARGEST}
          value={bin.maxBytes / GIGABYTE}
          onDone={(size) => choose({ maxBytes: Math.round(size * GIGABYTE) })}
        />
      </div>
      <p className={classes.dim}>
        {t('When it is full, the oldest go first. With fewer hours, what has been in it for longer goes at once.')}
      </p>
    </SettingsGroup>
  );
}

interface AmountProps {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly onDone: (value: number) => Promise<void>;
}

/** Taken when it is left or on Enter: half a number, as it is typed, would let things go. */
function Amount({ label, from, to, value, onDone }: AmountProps) {
  const [draft, setDraft] = useState<number | string | null>(null);
  const done = (): void => {
    setDraft(null);
    if (typeof draft === 'number' && draft >= from && draft <= to && draft !== value) void onDone(draft);
  };
  return (
    <NumberInput
      label={label}
      min={from}
      max={to}
      decimalScale={1}
      value={draft ?? value}
      onChange={setDraft}
      onBlur={done}
      onKeyDown={(event) => event.key === 'Enter' && done()}
    />
  );
}
