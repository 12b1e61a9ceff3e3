import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ImageRow } from '../../../../main/contract/images';
import { t, Trans } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import { Notice } from '../../../ui/notice';
import { useImages } from '../images-store';
import { closeQuestion } from '../questions-store';
import { namesOf, referenceOf, repositoryOf, titleOf } from '../words';
import { CliLine } from './cli-line';
import { useDeed } from '../../../ui/use-deed';

/** With the tag that it has where none is said. */
const whole = (reference: string): string =>
  repositoryOf(reference) === reference ? `${reference}:latest` : reference;

/** One more name. One that another image has moves only after a yes. */
export function TagDialog({ row }: { readonly row: ImageRow }) {
  const rows = useImages((state) => state.rows);
  const [typed, setTyped] = useState('');
  const [replace, setReplace] = useState(false);
  const reference = typed.trim();
  const holder = [...rows.values()].find(({ id, tags }) => id !== row.id && tags.includes(whole(reference)));
  const tag = (): Promise<void> => rpc.call('images.tag', { id: row.id, reference, replace });
  const { busy, error, run } = useDeed(tag, closeQuestion);
  const usable = reference !== '' && !busy && (holder === undefined || replace);
  return (
    <Dialog
      opened
      title={t('Tag an image')}
      onClose={closeQuestion}
      actions={
        <>
          <Button onClick={closeQuestion}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={!usable} onClick={run}>
            {t('Tag')}
          </Button>
        </>
      }
    >
      <p>
        <Trans
          text="{name} gets one more name; those it has stay."
          values={{ name: <EngineText value={titleOf(row)} wrap /> }}
        />
      </p>
      <TextInput
        label={t('New name')}
        description={t('repository:tag, with the registry before it where it is to be pushed')}
        placeholder="registry.example.com/team/app:1.0"
        data-autofocus
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setReplace(false);
        }}
        onKeyDown={({ key }) => key === 'Enter' && usable && run()}
      />
      {(holder !== undefined || replace) && (
        <Notice tone="warn" title={t('Another image has this name')}>
          <div className={forms.form}>
            {holder !== undefined && namesOf(holder).length === 1 && (
              <span>{t('It has no other: it would be left dangling, without a name.')}</span>
            )}
            <Checkbox
              checked={replace}
              onChange={(event) => setReplace(event.currentTarget.checked)}
              label={t('Take the name from it')}
            />
          </div>
        </Notice>
      )}
      <CliLine
        wish={{ action: 'tag', image: referenceOf(row), reference: reference === '' ? '…' : whole(reference) }}
      />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
