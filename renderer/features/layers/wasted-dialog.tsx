import type { ImageLayers } from '../../../main/contract/layers';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { EngineText } from '../../ui/engine-text';
import classes from './layers.module.css';

interface Props {
  readonly image: ImageLayers;
  readonly onClose: () => void;
}

/** What later layers overwrite or delete, the most first. */
export function WastedDialog({ image, onClose }: Props) {
  return (
    <Dialog
      opened
      title={t('Wasted by')}
      width="wide"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('Close')}</Button>}
    >
      <p>{t('Layers hold these, and later layers overwrite or delete them: they take room and are never seen.')}</p>
      <ul className={classes.wastedList} aria-label={t('Wasted files')} tabIndex={0}>
        {image.wasted.map(({ path, bytes, times }) => (
          <li key={path}>
            <EngineText value={path} mono />
            <span className={classes.dim}>{times === 1 ? t('in 1 layer') : t('in {times} layers', { times })}</span>
            <span className={classes.figure}>{decimalBytes(bytes)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
