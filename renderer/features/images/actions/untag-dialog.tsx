import { Radio } from '@mantine/core';
import { useState } from 'react';
import type { ImageRow } from '../../../../main/contract/images';
import { cutText, withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { useImages } from '../images-store';
import classes from '../images.module.css';
import { ask, closeQuestion } from '../questions-store';
import { CliLine } from './cli-line';
import { useDeed } from '../../../ui/use-deed';

const MOST_SHOWN = 300;

/** Takes one name away. With its last one the engine would delete the image, which is another question. */
export function UntagDialog({ row: asked }: { readonly row: ImageRow }) {
  const row = useImages((state) => state.rows.get(asked.id)) ?? asked;
  const { id, tags } = row;
  const [chosen, setChosen] = useState('');
  const reference = tags.includes(chosen) ? chosen : (tags[0] ?? '');
  const { busy, error, run } = useDeed(() => rpc.call('images.untag', { id, reference }), closeQuestion);
  const isLast = tags.length < 2;
  return (
    <ConfirmDialog
      opened
      title={t('Take a name away?')}
      confirmLabel={t('Untag')}
      busy={busy || isLast}
      onConfirm={run}
      onCancel={closeQuestion}
    >
      {isLast ? (
        <>
          <p>{t('It is the only name of this image: without it the engine deletes the image too.')}</p>
          <div>
            <Button variant="danger" onClick={() => ask({ kind: 'delete', rows: [row] })}>
              {t('Delete the image…')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p>{t('The image and its other names stay.')}</p>
          <Radio.Group value={reference} onChange={setChosen} aria-label={t('Name')}>
            <div className={classes.choices}>
              {tags.map((tag) => (
                <Radio key={tag} value={tag} label={withoutControls(cutText(tag, MOST_SHOWN))} />
              ))}
            </div>
          </Radio.Group>
          <CliLine wish={{ action: 'remove', names: [reference], force: false }} />
        </>
      )}
      {error !== null && <ErrorNotice error={error} />}
    </ConfirmDialog>
  );
}
