import { IconClipboardText, IconFileUpload } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import { t, Trans } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { useReturnedFocus } from '../../../ui/use-returned-focus';
import classes from '../create.module.css';
import { isSecretName, readEnvText } from '../model/env-text';
import { mergeVariables, useForm, useFormStore } from '../model/form-store';

/** More is no file of variables. */
const MOST_BYTES = 1 << 20;

/** The ways to many variables at once, and those of the image. */
export function EnvTools() {
  const [text, setText] = useState<string | null>(null);
  useReturnedFocus(text !== null);
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <div className={classes.tools}>
        <Button icon={<IconClipboardText size={15} />} onClick={() => setText('')}>
          {t('Paste a .env…')}
        </Button>
        <Button icon={<IconFileUpload size={15} />} onClick={() => picker.current?.click()}>
          {t('From a file…')}
        </Button>
        <input
          ref={picker}
          type="file"
          hidden
          aria-label={t('File of variables')}
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            void file?.slice(0, MOST_BYTES).text().then(setText);
            currentTarget.value = '';
          }}
        />
      </div>
      <ImageVariables />
      {text !== null && <EnvDialog initial={text} onClose={() => setText(null)} />}
    </>
  );
}

interface DialogProps {
  readonly initial: string;
  readonly onClose: () => void;
}

function EnvDialog({ initial, onClose }: DialogProps) {
  const form = useFormStore();
  const id = useId();
  const [text, setText] = useState(initial);
  const { variables, problems } = readEnvText(text);
  const add = (): void => {
    mergeVariables(form, variables);
    onClose();
  };
  return (
    <Dialog
      opened
      title={t('Variables from a .env')}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={variables.length === 0} onClick={add}>
            {variables.length === 0 ? t('Add') : t('Add {count}', { count: variables.length })}
          </Button>
        </>
      }
    >
      <label htmlFor={id}>
        {t('NAME=value, one a line, as docker run --env-file reads it: # begins a comment, quotes stay.')}
      </label>
      <textarea
        id={id}
        data-autofocus
        className={classes.input}
        data-mono
        rows={10}
        spellCheck={false}
        aria-describedby={`${id}problems`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ul id={`${id}problems`} role="status" className={classes.envProblems}>
        {problems.map(({ line, why }) => (
          <li key={line}>
            <Trans text="Line {line}: {why}" values={{ line, why: <EngineText value={why} /> }} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** What the container has without being told, and can be told otherwise. */
function ImageVariables() {
  const form = useFormStore();
  const facts = useForm((state) => state.facts);
  const named = useForm(({ spec }) => spec.env.map(({ name }) => name).join('\n'));
  if (facts === null || facts.env.length === 0) return null;
  const said = new Set(named.split('\n'));
  return (
    <details className={classes.imageEnv}>
      <summary>{t('From the image: {count}', { count: facts.env.length })}</summary>
      <ul>
        {facts.env.map(({ name, value }) => (
          <li key={name}>
            <span className={classes.imageEnvText}>
              <EngineText value={`${name}=${isSecretName(name) ? '••••••' : value}`} mono />
            </span>
            {said.has(name) ? (
              <span className={classes.none}>{t('changed above')}</span>
            ) : (
              <>
                <Button
                  variant="subtle"
                  className={classes.add}
                  onClick={() => mergeVariables(form, [{ name, value }])}
                >
                  {t('Change')}
                </Button>
                <Button
                  variant="subtle"
                  className={classes.add}
                  onClick={() => mergeVariables(form, [{ name, value: null }])}
                >
                  {t('Take away')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
