import { TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { t, Trans } from '../lib/i18n';
import { submitCode } from '../rpc/connect';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';
import classes from './no-session.module.css';

const ANSWERS = {
  accepted: '',
  refused: t('This code was used already, or is too old: each works once.'),
  unreachable: t('Slipway does not answer. Does it still run in its terminal?'),
} as const;

/** Browser mode, and this tab has no session: its code was used, has expired, or was never there. */
export function NoSession() {
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setRefused('');
    try {
      setRefused(ANSWERS[await submitCode(code)]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={(event) => void submit(event)}>
        <h1>{t('This tab has no session')}</h1>
        <p>
          <Trans
            text="Go to the terminal where Slipway runs and press {enter}. It prints a new address: open it, or paste it here."
            values={{ enter: <Kbd>Enter</Kbd> }}
          />
        </p>
        <TextInput
          label={t('Code or address')}
          placeholder="http://127.0.0.1:…/#…"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={code}
          error={refused}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" variant="primary" disabled={busy || code.trim() === ''}>
          {busy ? t('Opening…') : t('Open')}
        </Button>
      </form>
    </main>
  );
}
