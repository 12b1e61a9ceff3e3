import type { DiskTarget } from '../../../main/contract/disk';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { EngineText } from '../../ui/engine-text';
import classes from './disk.module.css';

/** More would only cost layout; all of them go. */
const SHOWN = 500;

/** Exactly what would go, or was found. */
export function TargetList({ targets, label }: { readonly targets: readonly DiskTarget[]; readonly label: string }) {
  return (
    <ul className={classes.targets} aria-label={label} tabIndex={0}>
      {targets.slice(0, SHOWN).map(({ id, name, detail, bytes }) => (
        <li key={id}>
          <EngineText value={name} />
          <span className={classes.dim}>
            <EngineText value={detail} />
          </span>
          <span className={classes.figure}>{bytes === null ? '' : decimalBytes(bytes)}</span>
        </li>
      ))}
      {targets.length > SHOWN && <li>{t('and {count} more', { count: targets.length - SHOWN })}</li>}
    </ul>
  );
}
