import type { ReactNode } from 'react';
import { t } from '../../lib/i18n';
import { CopyButton } from '../../ui/copy-button';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { LongEngineText } from '../../ui/long-engine-text';
import { Notice } from '../../ui/notice';
import { type FaultWords, faultOf } from './fault';
import classes from './machine.module.css';

interface Props {
  readonly fault: FaultWords;
  /** Buttons: what can be done about it. */
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
}

/** What happened, the command that mends it, and on demand the hypervisor's own words. */
export function FaultNotice({ fault: { message, fix, detail }, actions, onDismiss }: Props) {
  // The command that ends the sentence stands beneath it, to be copied.
  const sentence = fix !== null && message.endsWith(fix) ? message.slice(0, -fix.length) : message;
  return (
    <Notice
      tone="bad"
      role="alert"
      title={<EngineText value={sentence.trimEnd()} wrap />}
      {...(onDismiss && { onDismiss })}
    >
      {(fix !== null || detail !== '' || actions !== undefined) && (
        <div className={classes.fault}>
          {fix !== null && (
            <div className={classes.fix}>
              <code>
                <EngineText value={fix} wrap mono />
              </code>
              <CopyButton text={fix} label={t('Copy this command')} />
            </div>
          )}
          {actions !== undefined && <div className={classes.buttons}>{actions}</div>}
          {detail !== '' && (
            <details>
              <summary>{t('Details')}</summary>
              <div className={classes.detail} tabIndex={0} role="group" aria-label={t('Details of the fault')}>
                <LongEngineText value={detail} mono />
              </div>
            </details>
          )}
        </div>
      )}
    </Notice>
  );
}

interface FailureProps {
  /** What an `rpc` call rejected with. */
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** In a dialog: a fault with all it says, or any other error. */
export function Failure({ error, onRetry }: FailureProps) {
  const fault = faultOf(error);
  if (fault !== null) return <FaultNotice fault={fault} />;
  return <ErrorNotice error={error} {...(onRetry && { onRetry })} />;
}
