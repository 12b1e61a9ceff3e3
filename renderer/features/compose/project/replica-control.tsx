import { IconMinus, IconPlus } from '@tabler/icons-react';
import type { ProjectService } from '../../../../main/contract/compose';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { IconButton } from '../../../ui/icon-button';
import { begin } from '../actions/deeds';
import { ask } from '../actions/questions-store';
import classes from '../compose.module.css';
import { lasting } from '../words';

interface Props {
  readonly projectKey: string;
  readonly service: ProjectService;
  readonly busy: boolean;
  readonly tabIndex: 0 | -1;
}

/** How many containers a service has: one more, one less, or so many. */
export function ReplicaControl({ projectKey, service, busy, tabIndex }: Props) {
  const count = lasting(service).length;
  const name = withoutControls(service.name);
  const scale = (replicas: number): void => begin(projectKey, { verb: 'scale', service: service.name, replicas });
  if (!service.inFiles) return <span className={classes.dim}>{count}</span>;
  return (
    <span className={classes.replicas}>
      <IconButton
        label={t('One {name} less', { name })}
        icon={<IconMinus size={13} />}
        tabIndex={tabIndex}
        disabled={busy || count === 0}
        onClick={() => scale(count - 1)}
      />
      <button
        type="button"
        className={classes.replicaCount}
        aria-label={t('{count} of {name}: scale to another number', { count, name })}
        title={t('The file wishes {replicas}', { replicas: service.replicas })}
        tabIndex={tabIndex}
        disabled={busy}
        onClick={() => ask({ kind: 'scale', key: projectKey, service: service.name })}
      >
        {count}
      </button>
      <IconButton
        label={t('One {name} more', { name })}
        icon={<IconPlus size={13} />}
        tabIndex={tabIndex}
        disabled={busy}
        onClick={() => scale(count + 1)}
      />
    </span>
  );
}
