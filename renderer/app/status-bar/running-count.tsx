import { Link } from 'wouter';
import { useContainers } from '../../features/containers/containers';
import { t } from '../../lib/i18n';
import classes from './status-bar.module.css';

/** How many containers run. */
export function RunningCount() {
  const known = useContainers(({ synced }) => synced);
  const running = useContainers(({ rows }) => {
    let count = 0;
    for (const { state } of rows.values()) if (state === 'running') count += 1;
    return count;
  });
  return (
    known && (
      <Link href="/containers" className={classes.link}>
        {t('{running, number} running', { running })}
      </Link>
    )
  );
}
