import { safeUrl } from '../../lib/external-link';
import { t } from '../../lib/i18n';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Dialog } from '../../ui/dialog';
import { EngineText } from '../../ui/engine-text';
import { LongEngineText } from '../../ui/long-engine-text';
import classes from './terminal.module.css';

interface PasteProps {
  readonly text: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Lines that a shell would run one by one, as soon as they are pasted. */
export function PasteDialog({ text, onYes, onNo }: PasteProps) {
  const lines = text.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/).length;
  return (
    <ConfirmDialog
      opened
      title={t('{lines, plural, one {Paste a line and run it?} other {Paste # lines?}}', { lines })}
      confirmLabel={t('Paste')}
      onConfirm={onYes}
      onCancel={onNo}
    >
      <p>{t('The program in the terminal takes each line as if you had typed it and pressed Enter.')}</p>
      <div className={classes.quoted}>
        <LongEngineText value={text} />
      </div>
    </ConfirmDialog>
  );
}

interface LinkProps {
  readonly address: string;
  readonly onDone: () => void;
}

/** What a link shows and where it leads may differ: the whole address is told before it is opened. */
export function LinkDialog({ address, onDone }: LinkProps) {
  const url = safeUrl(address);
  if (url === null) {
    return (
      <Dialog opened title={t('This link is not opened')} onClose={onDone}>
        <p>{t('Only web addresses (http, https) without a name and password in them are opened from a terminal.')}</p>
        <div className={classes.quoted}>
          <EngineText value={address} wrap mono />
        </div>
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      opened
      title={t('Open this address?')}
      confirmLabel={t('Open')}
      onConfirm={() => {
        globalThis.open(url, '_blank', 'noopener,noreferrer');
        onDone();
      }}
      onCancel={onDone}
    >
      <div className={classes.quoted}>
        <EngineText value={url} wrap mono />
      </div>
    </ConfirmDialog>
  );
}
