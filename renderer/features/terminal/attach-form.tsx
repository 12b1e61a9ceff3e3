import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { TerminalFacts } from '../../../main/contract/terminal';
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
      <Notice tone="warn" title="This is the process the container lives by.">
        {stdin ? (
          <>
            What you type goes to it: <Kbd>Ctrl+C</Kbd> or “exit” may stop the container. <Kbd>Ctrl+P</Kbd>{' '}
            <Kbd>Ctrl+Q</Kbd> detaches and leaves it running; so does closing this terminal.
            {facts.stdinOnce && ' Its standard input is closed for good when you detach, which may end it.'}
          </>
        ) : (
          'You see what it writes from now on, and nothing you type reaches it. Closing this terminal changes nothing for it.'
        )}
        {facts.tty && ' The screen stays empty until it writes something.'}
      </Notice>
      {facts.openStdin ? (
        <Checkbox label="Type into it" checked={stdin} onChange={(event) => setStdin(event.currentTarget.checked)} />
      ) : (
        <p>Its standard input is closed, so nothing can be typed into it.</p>
      )}
      {error !== null && <ErrorNotice error={error} />}
      <div>
        <Button variant="primary" disabled={busy} onClick={() => run(() => onOpen(stdin))}>
          Attach
        </Button>
      </div>
    </div>
  );
}
