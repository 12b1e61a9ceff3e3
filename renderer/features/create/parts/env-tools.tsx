import { IconClipboardText, IconFileUpload } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
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
          Paste a .env…
        </Button>
        <Button icon={<IconFileUpload size={15} />} onClick={() => picker.current?.click()}>
          From a file…
        </Button>
        <input
          ref={picker}
          type="file"
          hidden
          aria-label="File of variables"
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
      title="Variables from a .env"
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={variables.length === 0} onClick={add}>
            {variables.length === 0 ? 'Add' : `Add ${variables.length}`}
          </Button>
        </>
      }
    >
      <label htmlFor={id}>
        NAME=value, one a line, as docker run --env-file reads it: # begins a comment, quotes stay.
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
            Line {line}: <EngineText value={why} />
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
      <summary>From the image: {facts.env.length}</summary>
      <ul>
        {facts.env.map(({ name, value }) => (
          <li key={name}>
            <span className={classes.imageEnvText}>
              <EngineText value={`${name}=${isSecretName(name) ? '••••••' : value}`} mono />
            </span>
            {said.has(name) ? (
              <span className={classes.none}>changed above</span>
            ) : (
              <>
                <Button
                  variant="subtle"
                  className={classes.add}
                  onClick={() => mergeVariables(form, [{ name, value }])}
                >
                  Change
                </Button>
                <Button
                  variant="subtle"
                  className={classes.add}
                  onClick={() => mergeVariables(form, [{ name, value: null }])}
                >
                  Take away
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
