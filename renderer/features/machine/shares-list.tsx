import type { MachineState } from '../../../main/contract/machine';
import { t } from '../../lib/i18n';
import { EngineText } from '../../ui/engine-text';
import classes from './machine.module.css';

/** Which folders of this computer the engine sees, each at its own path. */
export function SharesList({ shares }: Pick<MachineState, 'shares'>) {
  return (
    <div className={classes.block}>
      <h3>{t('Shared folders')}</h3>
      {shares.length === 0 ? (
        <p className={classes.dim}>{t('None: containers cannot mount folders of this computer.')}</p>
      ) : (
        <ul className={classes.shares} aria-label={t('Shared folders')}>
          {shares.map(({ path, readOnly }) => (
            <li key={path}>
              <EngineText value={path} mono />
              <span className={classes.dim}>{readOnly ? t('read-only') : t('read and write')}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
