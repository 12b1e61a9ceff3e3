import type { LayerState } from '../../contract/pulls';
import type { Told } from '../engine/layer-tally';

const WHOLE: ReadonlySet<LayerState> = new Set<LayerState>(['downloaded', 'extracting', 'done', 'exists']);
const MEGABYTE = 1e6;

/** How far it is: "2 of 5 layers, 12 MB"; '': there is nothing to count yet. */
export function pullWords({ layers, more, bytes }: Told): string {
  if (layers.length === 0) return '';
  const whole = layers.filter(({ state }) => WHOLE.has(state)).length;
  return `${String(whole)} of ${String(layers.length + more)} layers, ${String(Math.round(bytes / MEGABYTE))} MB`;
}
