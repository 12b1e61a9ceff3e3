import type { ImageTransfer, LayerState, TransferLayer } from '../../../main/contract/pulls';
import { decimalBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { durationWords } from '../../lib/time';
import { faultWords } from './fault-words';

const VERBS = { pull: t('Pull'), push: t('Push') } as const;

/** "Pull of redis:7", also as an accessible name. */
export const titleOf = ({ kind, reference }: Pick<ImageTransfer, 'kind' | 'reference'>): string =>
  t('{verb} of {reference}', { verb: VERBS[kind], reference: withoutControls(reference) });

/** "12 MB of 40 MB"; "12 MB of at least 40 MB" while the size of some layers is not known. */
export const amountWords = ({ bytes, total, unmeasured }: ImageTransfer): string =>
  unmeasured > 0
    ? t('{bytes} of at least {total}', { bytes: decimalBytes(bytes), total: decimalBytes(total) })
    : t('{bytes} of {total}', { bytes: decimalBytes(bytes), total: decimalBytes(total) });

const MINUTE_S = 60;

function leftWords(seconds: number): string {
  if (seconds < MINUTE_S) return t('about {max} s left', { max: Math.max(1, Math.round(seconds)) });
  return t('about {round} min left', { round: Math.round(seconds / MINUTE_S) });
}

const IN_ENGINE: ReadonlySet<LayerState> = new Set<LayerState>(['verifying', 'downloaded', 'extracting']);

/** What of a running one is not about its bytes. */
function phaseWords({ layers, bytes, total, unmeasured, secondsLeft, kind }: ImageTransfer): string {
  if (secondsLeft !== null) return leftWords(secondsLeft);
  if (layers.length === 0) return t('waiting for the registry');
  if (unmeasured > 0)
    return t('time left not known: {unmeasured, plural, one {# layer} other {# layers}} not measured yet', {
      unmeasured,
    });
  if (bytes < total) return t('time left not known');
  if (kind === 'push') return t('finishing');
  return layers.some(({ state }) => IN_ENGINE.has(state))
    ? t('unpacking, which the engine does not time')
    : t('finishing');
}

const HERE: Readonly<Record<ImageTransfer['kind'], string>> = { pull: t('here'), push: t('there') };

/** "5 layers, 2 of them were there already"; '': the engine named none. */
function layersWords({ layers, more, kind }: ImageTransfer): string {
  const count = layers.length + more;
  if (count === 0) return '';
  const known = layers.filter(({ state }) => state === 'exists' || state === 'mounted').length;
  const already =
    known === 0
      ? ''
      : known === count
        ? t(', all {place} already', { place: HERE[kind] })
        : t(', {known} {place} already', { known, place: HERE[kind] });
  return `${t('{count, plural, one {# layer} other {# layers}}', { count })}${already}`;
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

function doneWords(transfer: ImageTransfer): string {
  const { kind, isNew, bytes, startedAt, endedAt } = transfer;
  const took = endedAt === null ? '' : t('in {endedAt}', { endedAt: durationWords(endedAt - startedAt) });
  if (kind === 'pull' && isNew === false) return joined(t('Up to date'), took);
  const moved = bytes === 0 ? '' : decimalBytes(bytes);
  return joined(kind === 'pull' ? t('Pulled') : t('Pushed'), moved, layersWords(transfer), took);
}

const CANCELLED = {
  pull: t('Cancelled. The engine may throw away what was not finished.'),
  push: t('Cancelled. What was pushed already may stay in the registry.'),
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
      return t('Failed');
  }
}

const LAYER_WORDS: Readonly<Record<LayerState, string>> = {
  waiting: t('waiting'),
  retrying: t('begun again'),
  downloading: t('downloading'),
  verifying: t('verifying'),
  downloaded: t('downloaded'),
  extracting: t('unpacking'),
  done: t('done'),
  exists: t('there already'),
  pushing: t('pushing'),
  pushed: t('pushed'),
  mounted: t('taken from another repository there'),
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
    return {
      tone: 'ok',
      title: kind === 'pull' ? t('Pulled {name}.', { name }) : t('Pushed {name}.', { name }),
      engineWords: '',
    };
  if (state !== 'failed' || failure === null) return null;
  const { title } = faultWords(failure, Date.now());
  return {
    tone: 'bad',
    title:
      kind === 'pull'
        ? t('{name} was not pulled. {title}', { name, title })
        : t('{name} was not pushed. {title}', { name, title }),
    engineWords: failure.message,
  };
}
