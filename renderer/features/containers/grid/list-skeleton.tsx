import { t } from '../../../lib/i18n';
import { Skeleton } from '../../../ui/skeleton';
import classes from './list-skeleton.module.css';

const WIDTHS = ['38%', '52%', '44%', '60%', '35%', '48%', '55%', '41%'];

/** Until the engine's first whole list is here. */
export function ListSkeleton() {
  return (
    <div className={classes.skeleton} role="group" aria-busy aria-label={t('Loading the containers')}>
      {WIDTHS.map((width) => (
        <div key={width} className={classes.row}>
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  );
}
