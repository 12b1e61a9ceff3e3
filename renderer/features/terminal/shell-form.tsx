import { TextInput } from '@mantine/core';
import { type SubmitEvent, useId, useState } from 'react';
import type { TerminalFacts } from '../../../main/contract/terminal';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { parseEnvironment } from './environment';
import classes from './terminal.module.css';
import { useOpening } from './use-opening';

export interface ShellWish {
  readonly shell: string;
  readonly user: string;
  readonly workingDir: string;
  readonly env: string[];
}

interface Props {
  readonly facts: TerminalFacts;
  readonly onOpen: (wish: ShellWish) => Promise<void>;
}

const OTHER = '';

export function ShellForm({ facts, onOpen }: Props) {
  const [picked, setPicked] = useState(facts.shells[0]?.path ?? OTHER);
  const [other, setOther] = useState('');
  const [user, setUser] = useState('');
  const [workingDir, setWorkingDir] = useState('');
  const [variables, setVariables] = useState('');
  const { busy, error, run } = useOpening();
  const id = useId();
  const shell = picked === OTHER ? other.trim() : picked;
  const { env, wrong } = parseEnvironment(variables);
  const open = (event: SubmitEvent): void => {
    event.preventDefault();
    if (shell === '' || wrong !== null) return;
    run(() => onOpen({ shell, user: user.trim(), workingDir: workingDir.trim(), env }));
  };
  return (
    <form className={classes.form} onSubmit={open}>
      <label className={classes.field} htmlFor={`${id}shell`}>
        {t('Shell')}
        <select
          id={`${id}shell`}
          className={classes.select}
          value={picked}
          onChange={(event) => setPicked(event.currentTarget.value)}
        >
          {facts.shells.map(({ name, path }) => (
            <option key={path} value={path}>
              {name} ({path})
            </option>
          ))}
          <option value={OTHER}>{t('Another program…')}</option>
        </select>
      </label>
      {picked === OTHER && (
        <TextInput
          label={t('Program')}
          description={t(
            'A path in the container, or a name in its PATH. It is not hung up when its terminal is closed, unless it is a common shell.',
          )}
          spellCheck={false}
          value={other}
          onChange={(event) => setOther(event.currentTarget.value)}
        />
      )}
      <div className={classes.pair}>
        <TextInput
          label={t('User')}
          placeholder={withoutControls(facts.user) || 'root'}
          spellCheck={false}
          value={user}
          onChange={(event) => setUser(event.currentTarget.value)}
        />
        <TextInput
          label={t('Working directory')}
          placeholder={withoutControls(facts.workingDir) || '/'}
          spellCheck={false}
          value={workingDir}
          onChange={(event) => setWorkingDir(event.currentTarget.value)}
        />
      </div>
      <label className={classes.field} htmlFor={`${id}env`}>
        {t('Environment')}
        <textarea
          id={`${id}env`}
          className={classes.textarea}
          rows={2}
          placeholder={t('KEY=value, one a line')}
          spellCheck={false}
          aria-invalid={wrong !== null}
          aria-describedby={`${id}wrong`}
          value={variables}
          onChange={(event) => setVariables(event.currentTarget.value)}
        />
      </label>
      <p id={`${id}wrong`} className={classes.wrong} aria-live="polite">
        {wrong !== null && t('Line {wrong} is not of the form KEY=value.', { wrong })}
      </p>
      {error !== null && <ErrorNotice error={error} />}
      <div>
        <Button type="submit" variant="primary" disabled={busy || shell === '' || wrong !== null}>
          {t('Open the shell')}
        </Button>
      </div>
    </form>
  );
}
