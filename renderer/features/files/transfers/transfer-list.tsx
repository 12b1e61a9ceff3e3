import { IconDownload, IconUpload, IconX } from '@tabler/icons-react';
import { decimalBytes } from '../../../lib/bytes';
import { withoutControls } from '../../../lib/control-characters';
import { explainError } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import classes from './transfers.module.css';
import { cancelTransfer, dismissTransfer, isOver, type Transfer, useTransfers } from './transfers-store';

/** What is on its way between here and the container, and how that ended. */
export function TransferList() {
  const transfers = useTransfers((state) => state.transfers);
  if (transfers.length === 0) return null;
  return (
    <section className={classes.list} aria-label={t('Transfers')}>
      {transfers.map((transfer) => (
        <Row key={transfer.id} transfer={transfer} />
      ))}
    </section>
  );
}

function words({ direction, progress: { state, bytes, total, failure } }: Transfer): string {
  const amount =
    total === null
      ? decimalBytes(bytes)
      : t('{bytes} of {total}', { bytes: decimalBytes(bytes), total: decimalBytes(total) });
  switch (state) {
    case 'waiting':
      return t('Waiting…');
    case 'running':
      return amount;
    case 'done':
      return direction === 'download'
        ? t('Sent to the browser, {amount}', { amount })
        : t('Uploaded, {amount}', { amount });
    case 'cancelled':
      return direction === 'upload'
        ? t('Cancelled after {amount}: the file may be there in part', { amount })
        : t('Cancelled after {amount}', { amount });
    case 'expired':
      return t('The browser did not fetch it');
    case 'failed':
      return failure === null ? t('Failed') : explainError(failure).title;
  }
}

function Row({ transfer }: { readonly transfer: Transfer }) {
  const { id, direction, name, progress } = transfer;
  const over = isOver(progress);
  const Icon = direction === 'download' ? IconDownload : IconUpload;
  const label = withoutControls(name);
  const { bytes, total, failure } = progress;
  return (
    <div className={classes.row} data-state={progress.state}>
      <Icon size={15} aria-hidden />
      <div className={classes.name}>
        <EngineText value={name} />
      </div>
      {!over && total !== null && (
        <progress
          className={classes.bar}
          aria-label={t('{label}, progress', { label })}
          max={Math.max(total, 1)}
          value={bytes}
        />
      )}
      <div className={classes.words} role={over ? 'status' : undefined}>
        {words(transfer)}
        {failure !== null && explainError(failure).engineWords !== '' && (
          <EngineText value={explainError(failure).engineWords} />
        )}
      </div>
      <IconButton
        label={over ? t('Dismiss {label}', { label }) : t('Cancel {label}', { label })}
        icon={<IconX size={14} />}
        onClick={() => (over ? dismissTransfer(id) : cancelTransfer(id))}
      />
    </div>
  );
}
