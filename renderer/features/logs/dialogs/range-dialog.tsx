import { TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { parseTime } from '../time/parse-time';
import { ALL_TIME, type TimeRange } from '../time/range';
import { stampOf } from '../time/stamps';
import { NOT_A_TIME, TIME_EXAMPLES, useClock } from './use-clock';

interface Props {
  readonly range: TimeRange;
  readonly onRange: (range: TimeRange) => void;
  readonly onClose: () => void;
}

/** Only lines of a time; the engine is asked for no others. */
export function RangeDialog({ range, onRange, onClose }: Props) {
  const { nowMicros, zone } = useClock();
  const shown = (micros: number | null): string => (micros === null ? '' : stampOf(micros, zone));
  const [since, setSince] = useState(shown(range.sinceMicros));
  const [until, setUntil] = useState(shown(range.untilMicros));
  const [error, setError] = useState<'since' | 'until' | null>(null);
  const read = (text: string): number | null | undefined => {
    if (text.trim() === '') return null;
    return parseTime(text, { nowMicros: nowMicros(), zone }) ?? undefined;
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const [sinceMicros, untilMicros] = [read(since), read(until)];
    if (sinceMicros === undefined) setError('since');
    else if (untilMicros === undefined) setError('until');
    else {
      onRange(sinceMicros === null && untilMicros === null ? ALL_TIME : { sinceMicros, untilMicros });
      onClose();
    }
  };
  const fields = [
    ['since', t('Since'), since, setSince],
    ['until', t('Until'), until, setUntil],
  ] as const;
  return (
    <Dialog
      opened
      title={t('Only lines of a time')}
      onClose={onClose}
      actions={
        <>
          <Button
            onClick={() => {
              onRange(ALL_TIME);
              onClose();
            }}
          >
            {t('All lines')}
          </Button>
          <Button variant="primary" type="submit" form="log-range">
            {t('Show')}
          </Button>
        </>
      }
    >
      <form id="log-range" onSubmit={submit}>
        {fields.map(([name, label, value, set]) => (
          <TextInput
            key={name}
            data-autofocus={name === 'since' || undefined}
            label={label}
            placeholder={name === 'since' ? t('The first line') : t('The last line, and what comes')}
            value={value}
            error={error === name ? NOT_A_TIME + TIME_EXAMPLES : null}
            onChange={(event) => {
              setError(null);
              set(event.currentTarget.value);
            }}
          />
        ))}
      </form>
      <p>
        {zone === 'utc'
          ? t('UTC, by the engine’s clock: {examples}', { examples: TIME_EXAMPLES })
          : t('Local time, by the engine’s clock: {examples}', { examples: TIME_EXAMPLES })}
      </p>
    </Dialog>
  );
}
