import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { TerminalFacts } from '../../../main/contract/terminal';
import { t, Trans } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { Kbd } from '../../ui/kbd';
import { Notice } from '../../ui/notice';
import classes from './terminal.module.css';
import { useOpening } from './use-opening';

interface Props {
  readonly facts: TerminalFacts;
  readonly onOpen: (stdin: boolean) => Promise<void>;
}

/** To be attached to a main process is dangerous in ways that a shell is not. */
export function AttachForm({ facts, onOpen }: Props) {
  const [stdin, setStdin] = useState(facts.openStdin && facts.tty);
  const { busy, error, run } = useOpening();
  return (
    <div className={classes.form}>
      <Notice tone="warn" title={t('This is the process the container lives by.')}>
        {stdin ? (
          <>
            <Trans
              text="What you type goes to it: {interrupt} or “exit” may stop the container. {detachFirst} {detachThen} detaches and leaves it running; so does closing this terminal."
              values={{ interrupt: <Kbd>Ctrl+C</Kbd>, detachFirst: <Kbd>Ctrl+P</Kbd>, detachThen: <Kbd>Ctrl+Q</Kbd> }}
            />
            {facts.stdinOnce && t(' Its standard input is closed for good when you detach, which may end it.')}
          </>
        ) : (
          t(
            'You see what it writes from now on, and nothing you type reaches it. Closing this terminal changes nothing for it.',
          )
        )}
        {facts.tty && t(' The screen stays empty until it writes something.')}
      </Notice>
      {facts.openStdin ? (
        <Checkbox
          label={t('Type into it')}
          checked={stdin}
          onChange={(event) => setStdin(event.currentTarget.checked)}
        />
      ) : (
        <p>{t('Its standard input is closed, so nothing can be typed into it.')}</p>
      )}
      {error !== null && <ErrorNotice error={error} />}
      <div>
        <Button variant="primary" disabled={busy} onClick={() => run(() => onOpen(stdin))}>
          {t('Attach')}
        </Button>
      </div>
    </div>
  );
}
