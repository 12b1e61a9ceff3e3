import { TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { parseTime } from '../time/parse-time';
import { stampOf } from '../time/stamps';
import { useLog, useLogState } from '../view/context';
import { NOT_A_TIME, TIME_EXAMPLES, useClock } from './use-clock';

/** Goes to the first line at or after a time. */
export function TimeDialog({ onClose }: { readonly onClose: () => void }) {
  const { session } = useLog();
  const { nowMicros, zone } = useClock();
  const first = useLogState(({ status }) => status?.firstMicros ?? null);
  const last = useLogState(({ status }) => status?.lastMicros ?? null);
  const [text, setText] = useState('');
  const [error, setError] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const micros = parseTime(text, { nowMicros: nowMicros(), zone });
    if (micros === null) {
      setError(NOT_A_TIME + TIME_EXAMPLES);
      return;
    }
    session.goToTime(micros).then(onClose, (failure: unknown) => setError(errorLine(failure)));
  };
  return (
    <Dialog
      opened
      title={t('Go to a time')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" type="submit" form="log-time">
            {t('Go')}
          </Button>
        </>
      }
    >
      <form id="log-time" onSubmit={submit}>
        <TextInput
          data-autofocus
          label={t('Time')}
          description={`${zone === 'utc' ? 'UTC' : t('Local time')}: ${TIME_EXAMPLES}`}
          value={text}
          error={error === '' ? null : error}
          onChange={(event) => {
            setError('');
            setText(event.currentTarget.value);
          }}
        />
      </form>
      {first !== null && last !== null && (
        <p>{t('The lines are from {first} to {last}.', { first: stampOf(first, zone), last: stampOf(last, zone) })}</p>
      )}
    </Dialog>
  );
}
