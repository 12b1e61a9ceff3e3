import {
  IconAlertTriangle,
  IconArrowRight,
  IconCircleCheck,
  IconCircleX,
  IconDatabaseExclamation,
  IconHeartbeat,
  IconSearch,
  IconX,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { Notice, NoticeKind } from '../../../main/contract/notifications';
import { t } from '../../lib/i18n';
import { agoWords, dateTime } from '../../lib/time';
import { useNow } from '../../lib/use-now';
import { rpc } from '../../rpc/client';
import { EngineText } from '../../ui/engine-text';
import { IconButton } from '../../ui/icon-button';
import classes from './notifications.module.css';

const icons: Readonly<Record<NoticeKind, typeof IconX>> = {
  died: IconCircleX,
  unhealthy: IconHeartbeat,
  outOfMemory: IconAlertTriangle,
  pattern: IconSearch,
  lowDisk: IconDatabaseExclamation,
  longTask: IconCircleCheck,
};

/** The tone of a notice. */
function toneOf({ kind, good }: Notice): 'bad' | 'warn' | 'ok' | 'info' {
  if (kind === 'longTask') return good ? 'ok' : 'bad';
  if (kind === 'pattern') return 'info';
  return kind === 'died' || kind === 'outOfMemory' ? 'bad' : 'warn';
}

interface Props {
  readonly notice: Notice;
  /** Called before it goes, while it has the focus. */
  readonly onLeave: () => void;
  readonly onShow: () => void;
}

export function NoticeItem({ notice, onLeave, onShow }: Props) {
  const { id, kind, good, title, body, at, count, read, route } = notice;
  const [, navigate] = useLocation();
  const now = useNow(10_000);
  const Icon = kind === 'longTask' && !good ? IconCircleX : icons[kind];
  return (
    <div className={classes.item} data-unread={!read || undefined} role="group" aria-label={title}>
      <Icon size={16} className={classes.icon} data-tone={toneOf(notice)} aria-hidden />
      <div className={classes.facts}>
        <span className={classes.name}>
          {!read && <span className="sw-hidden">{t('New:')} </span>}
          <EngineText value={title} wrap />
        </span>
        {body !== '' && (
          <span className={classes.words}>
            <EngineText value={body} wrap />
          </span>
        )}
        <span className={classes.dim} title={dateTime(at)}>
          {agoWords(at, now)}
          {count > 1 && ` · ${t('{count} times', { count })}`}
        </span>
      </div>
      <div className={classes.buttons}>
        {route !== null && (
          <IconButton
            label={t('Show {notice}', { notice: title })}
            icon={<IconArrowRight size={15} />}
            onClick={() => {
              void rpc.call('notifications.markRead', { id }).catch(() => undefined);
              navigate(route);
              onShow();
            }}
          />
        )}
        <IconButton
          label={t('Clear {notice}', { notice: title })}
          icon={<IconX size={15} />}
          onClick={() => {
            onLeave();
            void rpc.call('notifications.clear', { id }).catch(() => undefined);
          }}
        />
      </div>
    </div>
  );
}
