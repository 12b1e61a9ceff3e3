import type { Contract } from '../contract';
import { LayerFault } from '../services/layers/fault';
import type { Layers } from '../services/layers/layers';
import { namedError, naming } from './errors';
import { type Handlers, WireError } from './wire/types';

/** As `namedError`, and LayerFault as LAYER_FAULT. */
const namedLayerError = (error: unknown): unknown =>
  error instanceof LayerFault
    ? new WireError('LAYER_FAULT', { fault: error.fault, detail: error.detail }, error.message)
    : namedError(error);

const { call, items } = naming(namedLayerError);

export const layersHandlers = (layers: Layers): Handlers<Contract>['layers'] => ({
  choices: call(() => layers.choices()),
  open: items(({ imageId }, { signal }) => layers.open(imageId, signal)),
  children: call((wish, { signal }) => layers.children(wish, signal)),
  search: call((wish, { signal }) => layers.search(wish, signal)),
  packages: call(({ imageId }) => layers.packages(imageId)),
  sbom: call(({ imageId, name, format }) => layers.sbom(imageId, name, format)),
  compare: call((pair, { signal }) => layers.compare(pair, signal)),
  differences: call((wish, { signal }) => layers.differences(wish, signal)),
  scanner: () => layers.scanner(),
  scan: items(({ imageId }, { signal }) => layers.scan(imageId, signal)),
});
