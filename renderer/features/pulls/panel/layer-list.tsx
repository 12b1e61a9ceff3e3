import type { ImageTransfer, TransferLayer } from '../../../../main/contract/pulls';
import { decimalBytes } from '../../../lib/bytes';
import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import classes from '../pulls.module.css';
import { layerWords } from '../words';

interface Props {
  readonly id: string;
  readonly transfer: ImageTransfer;
}

/** The layers, the lowest first for a pull, as the engine names them. */
export function LayerList({ id, transfer: { layers, more } }: Props) {
  return (
    <>
      <ul id={id} className={classes.layers} aria-label={t('Layers')}>
        {layers.map((layer) => (
          <li key={layer.id} className={classes.layer} data-state={layer.state}>
            <EngineText value={layer.id} mono />
            <Bar layer={layer} />
            <span className={classes.amount}>{amountOf(layer)}</span>
            <span>{layerWords(layer)}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <span className={classes.state}>{t('and {more} more layers', { more })}</span>}
    </>
  );
}

function amountOf({ state, bytes, total, extracted }: TransferLayer): string {
  if (total === null) return bytes === 0 ? '' : decimalBytes(bytes);
  if (state === 'extracting' && extracted !== null)
    return t('{extracted} of {total}', { extracted: decimalBytes(extracted), total: decimalBytes(total) });
  return bytes === total
    ? decimalBytes(total)
    : t('{bytes} of {total}', { bytes: decimalBytes(bytes), total: decimalBytes(total) });
}

/** Nothing to measure, nothing to see: what was there already has no bar. */
function Bar({ layer }: { readonly layer: TransferLayer }) {
  if (layer.state === 'exists' || layer.state === 'mounted') return <span />;
  return <progress className={classes.bar} aria-label={t('Layer {id}', { id: layer.id })} {...shareOf(layer)} />;
}

function shareOf({ state, bytes, total, extracted }: TransferLayer): { readonly max: number; readonly value: number } {
  if (total !== null) return { max: total, value: state === 'extracting' ? (extracted ?? bytes) : bytes };
  // So small that the engine never said how large.
  return { max: 1, value: state === 'done' || state === 'pushed' ? 1 : 0 };
}
