import { useMemo } from 'react';
import type { ImagePackage } from '../../../main/contract/image-packages';
import { t } from '../../lib/i18n';
import { numberWords } from '../../lib/numbers';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { EngineText } from '../../ui/engine-text';
import classes from './layers.module.css';

interface Props {
  readonly packages: readonly ImagePackage[];
  readonly onClose: () => void;
}

/** How many packages have which licence, the most first. */
function counted(packages: readonly ImagePackage[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { licence } of packages) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

export function LicencesDialog({ packages, onClose }: Props) {
  const counts = useMemo(() => counted(packages), [packages]);
  return (
    <Dialog
      opened
      title={t('Licences')}
      width="wide"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('Close')}</Button>}
    >
      <p>{t('As the packages themselves say; what counts is their own text.')}</p>
      <ul className={classes.wastedList} aria-label={t('Licences')} tabIndex={0}>
        {counts.map(([licence, count]) => (
          <li key={licence}>
            {licence === '' ? <span className={classes.dim}>{t('not said')}</span> : <EngineText value={licence} />}
            <span />
            <span className={classes.figure}>{numberWords(count)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
