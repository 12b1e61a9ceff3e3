import type { OpenedFile } from '../../../../main/contract/host';
import { decimalBytes } from '../../../lib/bytes';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { useDeed } from '../../../ui/use-deed';
import classes from '../images.module.css';
import { closeQuestion } from '../questions-store';
import { CliLine } from './cli-line';

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** Read where it lies; the page sees nothing of it. */
async function load({ id, path, size }: OpenedFile): Promise<void> {
  const { url } = await rpc.call('images.load', { file: nameOf(path), size });
  await rpc.call('transfers.sendOpened', { file: id, url });
}

/** Saved images that the user opened outside of the page: nothing has been read of them yet. */
export function LoadDialog({ files }: { readonly files: readonly OpenedFile[] }) {
  const loadAll = async (): Promise<void> => {
    for (const file of files) await load(file);
  };
  const { busy, error, run } = useDeed(loadAll, closeQuestion);
  return (
    <Dialog
      opened
      title={t('Load saved images')}
      onClose={closeQuestion}
      actions={
        <>
          <Button onClick={closeQuestion}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={busy} onClick={run} data-autofocus>
            {t('Load')}
          </Button>
        </>
      }
    >
      <p>
        {t(
          '{count, plural, one {You opened this file with Slipway. Its images go to the engine in use; nothing of it has been read yet.} other {You opened these # files with Slipway. Their images go to the engine in use; nothing of them has been read yet.}}',
          { count: files.length },
        )}
      </p>
      <ul className={classes.openedFiles} aria-label={t('Files')}>
        {files.map(({ id, path, size }) => (
          <li key={id}>
            <EngineText value={path} mono wrap />
            <span>{decimalBytes(size)}</span>
          </li>
        ))}
      </ul>
      {files.map(({ id, path }) => (
        <CliLine key={id} wish={{ action: 'load', file: path }} />
      ))}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
