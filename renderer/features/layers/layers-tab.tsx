import { useState } from 'react';
import type { ImageLayers, LayerChange, TreeSort } from '../../../main/contract/layers';
import { decimalBytes } from '../../lib/bytes';
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
  if (image.layers.length === 0) return <Notice tone="info" title="This image has no layers: it holds no files." />;
  return (
    <div className={classes.explorer}>
      <section className={classes.layers} aria-label="Layers of the image">
        <Summary image={image} />
        {broken > 0 && (
          <Notice tone="warn" title={`${broken} of ${image.layers.length} layers could not be read whole.`}>
            What they hold is not shown: trees and figures are without it.
          </Notice>
        )}
        <LayerList layers={image.layers} shown={layer} onShow={setLayer} />
      </section>
      <section className={classes.files} aria-label={`Files as of layer ${layer + 1}`}>
        <div className={classes.tools}>
          <SearchBox label="Search paths" value={text} onText={setText} className={classes.search} />
          <ChangeFilter shown={changes} onShow={setChanges} />
          <Button
            variant="subtle"
            aria-pressed={sort === 'size'}
            onClick={() => setSort(sort === 'size' ? 'name' : 'size')}
          >
            Largest first
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
          <dt>Layers</dt>
          <dd>{image.layers.length}</dd>
        </div>
        <div>
          <dt>Content</dt>
          <dd>{decimalBytes(image.bytes)}</dd>
        </div>
        <div title="Bytes in the last tree, of the bytes in all layers">
          <dt>Efficiency</dt>
          <dd>{efficiencyWords(image)}</dd>
        </div>
        <div>
          <dt>Wasted</dt>
          <dd>{decimalBytes(wasted)}</dd>
        </div>
      </dl>
      {image.wasted.length > 0 && <Button onClick={() => setShown(true)}>Wasted by…</Button>}
      {image.strange > 0 && (
        <p className={classes.dim}>
          {image.strange.toLocaleString()} {image.strange === 1 ? 'entry' : 'entries'} with impossible names left out
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
  ['added', 'Added'],
  ['changed', 'Changed'],
  ['removed', 'Removed'],
];

interface FilterProps {
  readonly shown: readonly LayerChange[];
  readonly onShow: (changes: readonly LayerChange[]) => void;
}

function ChangeFilter({ shown, onShow }: FilterProps) {
  return (
    <span role="group" aria-label="Only what this layer" className={classes.filter}>
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
