import type { ImageTransfer, LayerState, TransferLayer } from '../../../main/contract/pulls';
import { decimalBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
import { durationWords } from '../../lib/time';
import { faultWords } from './fault-words';

const VERBS = { pull: 'Pull', push: 'Push' } as const;

/** "Pull of redis:7", also as an accessible name. */
export const titleOf = ({ kind, reference }: Pick<ImageTransfer, 'kind' | 'reference'>): string =>
  `${VERBS[kind]} of ${withoutControls(reference)}`;

const plural = (count: number, word: string): string => `${String(count)} ${word}${count === 1 ? '' : 's'}`;

/** "12 MB of 40 MB"; "12 MB of at least 40 MB" while the size of some layers is not known. */
export const amountWords = ({ bytes, total, unmeasured }: ImageTransfer): string =>
  `${decimalBytes(bytes)} of ${unmeasured > 0 ? 'at least ' : ''}${decimalBytes(total)}`;

const MINUTE_S = 60;

function leftWords(seconds: number): string {
  if (seconds < MINUTE_S) return `about ${String(Math.max(1, Math.round(seconds)))} s left`;
  return `about ${String(Math.round(seconds / MINUTE_S))} min left`;
}

const IN_ENGINE: ReadonlySet<LayerState> = new Set<LayerState>(['verifying', 'downloaded', 'extracting']);

/** What of a running one is not about its bytes. */
function phaseWords({ layers, bytes, total, unmeasured, secondsLeft, kind }: ImageTransfer): string {
  if (secondsLeft !== null) return leftWords(secondsLeft);
  if (layers.length === 0) return 'waiting for the registry';
  if (unmeasured > 0) return `time left not known: ${plural(unmeasured, 'layer')} not measured yet`;
  if (bytes < total) return 'time left not known';
  if (kind === 'push') return 'finishing';
  return layers.some(({ state }) => IN_ENGINE.has(state)) ? 'unpacking, which the engine does not time' : 'finishing';
}

const HERE: Readonly<Record<ImageTransfer['kind'], string>> = { pull: 'here', push: 'there' };

/** "5 layers, 2 of them were there already"; '': the engine named none. */
function layersWords({ layers, more, kind }: ImageTransfer): string {
  const count = layers.length + more;
  if (count === 0) return '';
  const known = layers.filter(({ state }) => state === 'exists' || state === 'mounted').length;
  const already = known === 0 ? '' : `, ${known === count ? 'all' : String(known)} ${HERE[kind]} already`;
  return `${plural(count, 'layer')}${already}`;
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

function doneWords(transfer: ImageTransfer): string {
  const { kind, isNew, bytes, startedAt, endedAt } = transfer;
  const took = endedAt === null ? '' : `in ${durationWords(endedAt - startedAt)}`;
  if (kind === 'pull' && isNew === false) return joined('Up to date', took);
  const moved = bytes === 0 ? '' : decimalBytes(bytes);
  return joined(kind === 'pull' ? 'Pulled' : 'Pushed', moved, layersWords(transfer), took);
}

const CANCELLED = {
  pull: 'Cancelled. The engine may throw away what was not finished.',
  push: 'Cancelled. What was pushed already may stay in the registry.',
} as const;

/** How far it is, or how it ended. */
export function stateWords(transfer: ImageTransfer): string {
  switch (transfer.state) {
    case 'running': {
      const moving = transfer.total === 0 ? '' : amountWords(transfer);
      const { rate } = transfer;
      const speed = rate === null || transfer.bytes >= transfer.total ? '' : `${decimalBytes(Math.round(rate))}/s`;
      return joined(moving, speed, phaseWords(transfer), layersWords(transfer));
    }
    case 'done':
      return doneWords(transfer);
    case 'cancelled':
      return CANCELLED[transfer.kind];
    case 'failed':
      return 'Failed';
  }
}

const LAYER_WORDS: Readonly<Record<LayerState, string>> = {
  waiting: 'waiting',
  retrying: 'begun again',
  downloading: 'downloading',
  verifying: 'verifying',
  downloaded: 'downloaded',
  extracting: 'unpacking',
  done: 'done',
  exists: 'there already',
  pushing: 'pushing',
  pushed: 'pushed',
  mounted: 'taken from another repository there',
};

export const layerWords = ({ state }: TransferLayer): string => LAYER_WORDS[state];

interface End {
  readonly tone: 'ok' | 'bad';
  readonly title: string;
  readonly engineWords: string;
}

/** For who did not see it; null: no news. */
export function endWords(transfer: ImageTransfer): End | null {
  const { state, kind, reference, failure, quiet } = transfer;
  if (quiet) return null;
  const name = withoutControls(reference);
  if (state === 'done')
    return { tone: 'ok', title: `${kind === 'pull' ? 'Pulled' : 'Pushed'} ${name}.`, engineWords: '' };
  if (state !== 'failed' || failure === null) return null;
  const { title } = faultWords(failure, Date.now());
  return { tone: 'bad', title: `${name} was not ${kind}ed. ${title}`, engineWords: failure.message };
}
