import type { LayerFaultData } from '../../contract/layer-fault';

/** What the contract names LAYER_FAULT. */
export class LayerFault extends Error {
  override readonly name = 'LayerFault';
  constructor(
    readonly fault: LayerFaultData['fault'],
    readonly detail = '',
  ) {
    super(`${fault}: ${detail}`);
  }
}
