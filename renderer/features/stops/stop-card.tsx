import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ContainerRow } from '../../../main/contract/containers';
import type { StopCause } from '../../../main/contract/stop-cause';
import { t } from '../../lib/i18n';
import { Skeleton } from '../../ui/skeleton';
import { useEngineNow } from './engine-now';
import { useTabPath } from './places';
import classes from './stops.module.css';
import { useStop } from './stop-store';
import { headline } from './stop-words';
import { useTroubled } from './troubled';

export interface StopCardProps {
  readonly row: Pick<ContainerRow, 'id' | 'state' | 'health'>;
}

/** One line over the tabs of a container that does not run, or not well: what happened, and the way to the whole. */
export function StopCard({ row }: StopCardProps) {
  return useTroubled(row) ? <Card id={row.id} /> : null;
}

type Tone = 'info' | 'warn' | 'bad';

export function toneOf(cause: StopCause): Tone {
  switch (cause.kind) {
    case 'running':
    case 'never-started':
    case 'stopped':
      return 'info';
    case 'exit':
      return cause.code === 0 ? 'info' : 'bad';
    case 'engine-ended':
    case 'unknown':
    case 'unhealthy':
      return 'warn';
    case 'oom':
    case 'signal':
    case 'start-failed':
    case 'dead':
      return 'bad';
  }
}

const ICONS = { info: IconInfoCircle, warn: IconAlertTriangle, bad: IconCircleX } as const;

function Card({ id }: { readonly id: string }) {
  const { facts, error } = useStop(id);
  const now = useEngineNow(1000);
  const path = useTabPath();
  const tone = facts === null ? 'info' : toneOf(facts.cause);
  const Icon = ICONS[tone];
  const words = facts === null ? '' : headline(facts, now);
  return (
    <aside aria-label={t('Why it stopped')} className={classes.card} data-tone={tone} aria-busy={facts === null}>
      <Icon size={16} className={classes.cardIcon} aria-hidden />
      {facts !== null ? (
        <span className={classes.cardText} title={words}>
          <bdi>{words}</bdi>
        </span>
      ) : error === null ? (
        <Skeleton width="60%" />
      ) : (
        <span className={classes.cardText}>{t('Why it stopped could not be found out.')}</span>
      )}
      <Link href={path(id, 'stop')} className={classes.cardLink}>
        {t('Why?')}
      </Link>
    </aside>
  );
}
