import { useState } from 'react';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import classes from '../pulls.module.css';
import { closePullQuestion } from '../questions-store';
import { CliLines } from './cli-lines';
import { referenceProblem } from './reference';
import { ReferenceField } from './reference-field';
import { useLocalTags } from './use-proposals';
import { useSending } from './use-sending';

/** A tag of the engine's, pushed as it is called or by another name, which it gets then. */
export function PushDialog({ image: given }: { readonly image: string }) {
  const tags = useLocalTags();
  const [image, setImage] = useState(given);
  const [wanted, setWanted] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const reference = wanted ?? (isId(image) ? '' : image);
  const { busy, error, run } = useSending(() =>
    rpc.call('pulls.push', { image: image.trim(), reference: reference.trim() }),
  );
  const problems = [referenceProblem(image), referenceProblem(reference)] as const;
  const push = (): void => {
    setTried(true);
    if (problems.every((problem) => problem === null)) run();
  };
  const isNew = reference.trim() !== '' && reference.trim() !== image.trim();
  return (
    <Dialog
      opened
      width="wide"
      title={t('Push an image')}
      onClose={closePullQuestion}
      actions={
        <>
          <Button onClick={closePullQuestion}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={busy} onClick={push}>
            {isNew ? t('Tag and push') : t('Push')}
          </Button>
        </>
      }
    >
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault();
          push();
        }}
      >
        <ReferenceField
          label={t('Image of this engine')}
          placeholder={tags[0] ?? 'team/web:1'}
          value={image}
          autoFocus={given === ''}
          error={tried ? problems[0] : null}
          onText={setImage}
        />
        <ReferenceField
          label={t('Push as')}
          placeholder="registry.example.com/team/web:1"
          value={reference}
          autoFocus={given !== ''}
          error={tried ? problems[1] : null}
          onText={setWanted}
        />
        <p className={classes.dim}>{whereWords(reference)}</p>
        <button type="submit" hidden />
      </form>
      <CliLines wish={{ kind: 'push', image: image.trim(), reference: reference.trim() }} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

const isId = (image: string): boolean => /^(?:sha256:)?[0-9a-f]{12,64}$/.test(image);

/** Where it would go: names without a registry lead to Docker Hub, which surprises many. */
function whereWords(reference: string): string {
  const [first = ''] = reference.trim().split('/', 1);
  if (reference.trim() === '') return t('The name says where it goes: host, path and tag.');
  const hasHost = reference.includes('/') && (/[.:]/.test(first) || first === 'localhost');
  const tag = /:[^/]*$/.test(reference) ? '' : t(' Without a tag it is pushed as latest.');
  return `${hasHost ? t('It goes to {first}.', { first }) : t('A name without a host goes to Docker Hub.')}${tag}`;
}
