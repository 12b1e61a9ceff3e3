import { IconAlertTriangle, IconCircleX, IconInfoCircle, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../lib/i18n';
import { IconButton } from './icon-button';
import classes from './notice.module.css';

interface Props {
  readonly tone: 'info' | 'warn' | 'bad';
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
  /** Given: it can be dismissed. */
  readonly onDismiss?: () => void;
  /** `alert` is read out at once. */
  readonly role?: 'alert' | 'note';
}

const icons = { info: IconInfoCircle, warn: IconAlertTriangle, bad: IconCircleX } as const;

export function Notice({ tone, title, children, actions, onDismiss, role = 'note' }: Props) {
  const Icon = icons[tone];
  return (
    <div role={role} className={classes.root} data-tone={tone}>
      <Icon size={16} className={classes.icon} aria-hidden />
      <div className={classes.text}>
        {title !== undefined && <strong>{title}</strong>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      {onDismiss !== undefined && <IconButton label={t('Dismiss')} icon={<IconX size={14} />} onClick={onDismiss} />}
    </div>
  );
}
