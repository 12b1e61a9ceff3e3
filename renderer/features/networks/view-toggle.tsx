import { IconList, IconTopologyStar3 } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { t } from '../../lib/i18n';
import { IconButton } from '../../ui/icon-button';
import classes from './networks.module.css';

/** Between the list and the map. */
export function ViewToggle({ map }: { readonly map: boolean }) {
  const [, navigate] = useLocation();
  return (
    <div role="group" aria-label={t('Show networks as')} className={classes.toggle}>
      <IconButton
        label={t('List')}
        icon={<IconList size={16} />}
        aria-pressed={!map}
        onClick={() => navigate('/networks')}
      />
      <IconButton
        label={t('Map')}
        icon={<IconTopologyStar3 size={16} />}
        aria-pressed={map}
        onClick={() => navigate('/networks/map')}
      />
    </div>
  );
}
