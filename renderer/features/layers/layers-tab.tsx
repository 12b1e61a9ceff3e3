import { useState } from 'react';
import type { ImageLayers, LayerChange, TreeSort } from '../../../main/contract/layers';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { SearchBox } from '../../ui/search-box';
import type { ImageTabProps } from './image-tab';
import { LayerList } from './layer-list';
import classes from './layers.module.css';
import { ReadingState } from './reading-state';
import { LayerTree } from './tree/layer-tree';
import { useLayerTree } from './tree/use-layer-tree';
import { useOpenImage } from './use-open-image';
import { WastedDialog } from './wasted-dialog';

/** What each layer of an image did to the file tree. */
export function LayersTab({ imageId }: ImageTabProps) {
  const open = useOpenImage(imageId);
  const { opened, again } = open;
  if (opened.state !== 'ready') return <ReadingState open={open} />;
  return <Explorer key={opened.image.imageId} image={opened.image} onForgotten={again} />;
}

interface Props {
  readonly image: ImageLayers;
  readonly onForgotten: () => void;
}

function Explorer({ image, onForgotten }: Props) {
  const [layer, setLayer] = useState(Math.max(0, image.layers.length - 1));
  const [changes, setChanges] = useState<readonly LayerChange[]>([]);
  const [sort, setSort] = useState<TreeSort>('name');
  const [text, setText] = useState('');
  const tree = useLayerTree({ imageId: image.imageId, layer, changes, sort, text }, onForgotten);
  const broken = image.layers.filter(({ problem }) => problem !== '').length;
  if (image.layers.length === 0)
    return <Notice tone="info" title={t('This image has no layers: it holds no files.')} />;
  return (
    <div className={classes.explorer}>
      <section className={classes.layers} aria-label={t('Layers of the image')}>
        <Summary image={image} />
        {broken > 0 && (
          <Notice
            tone="warn"
            title={t('{broken} of {count} layers could not be read whole.', { broken, count: image.layers.length })}
          >
            {t('What they hold is not shown: trees and figures are without it.')}
          </Notice>
        )}
        <LayerList layers={image.layers} shown={layer} onShow={setLayer} />
      </section>
      <section className={classes.files} aria-label={t('Files as of layer {layer}', { layer: layer + 1 })}>
        <div className={classes.tools}>
          <SearchBox label={t('Search paths')} value={text} onText={setText} className={classes.search} />
          <ChangeFilter shown={changes} onShow={setChanges} />
          <Button
            variant="subtle"
            aria-pressed={sort === 'size'}
            onClick={() => setSort(sort === 'size' ? 'name' : 'size')}
          >
            {t('Largest first')}
          </Button>
        </div>
        <div className={classes.tree}>
          <LayerTree tree={tree} />
        </div>
      </section>
    </div>
  );
}

function Summary({ image }: { readonly image: ImageLayers }) {
  const [shown, setShown] = useState(false);
  const wasted = image.bytes - image.visibleBytes;
  return (
    <div className={classes.summary}>
      <dl>
        <div>
          <dt>{t('Layers')}</dt>
          <dd>{image.layers.length}</dd>
        </div>
        <div>
          <dt>{t('Content')}</dt>
          <dd>{decimalBytes(image.bytes)}</dd>
        </div>
        <div title={t('Bytes in the last tree, of the bytes in all layers')}>
          <dt>{t('Efficiency')}</dt>
          <dd>{efficiencyWords(image)}</dd>
        </div>
        <div>
          <dt>{t('Wasted')}</dt>
          <dd>{decimalBytes(wasted)}</dd>
        </div>
      </dl>
      {image.wasted.length > 0 && <Button onClick={() => setShown(true)}>{t('Wasted by…')}</Button>}
      {image.strange > 0 && (
        <p className={classes.dim}>
          {t('{strange, plural, one {# entry} other {# entries}} with impossible names left out', {
            strange: image.strange,
          })}
        </p>
      )}
      {shown && <WastedDialog image={image} onClose={() => setShown(false)} />}
    </div>
  );
}

/** Never 100 % where something is wasted. */
const efficiencyWords = ({ efficiency }: ImageLayers): string =>
  efficiency === 1 ? '100 %' : `${Math.min(99.9, Math.floor(efficiency * 1000) / 10)} %`;

const CHANGES: readonly (readonly [LayerChange, string])[] = [
  ['added', t('Added')],
  ['changed', t('Changed')],
  ['removed', t('Removed')],
];

interface FilterProps {
  readonly shown: readonly LayerChange[];
  readonly onShow: (changes: readonly LayerChange[]) => void;
}

function ChangeFilter({ shown, onShow }: FilterProps) {
  return (
    <span role="group" aria-label={t('Only what this layer')} className={classes.filter}>
      {CHANGES.map(([change, title]) => (
        <Button
          key={change}
          variant="subtle"
          aria-pressed={shown.includes(change)}
          onClick={() => onShow(shown.includes(change) ? shown.filter((one) => one !== change) : [...shown, change])}
        >
          {title}
        </Button>
      ))}
    </span>
  );
}
