import type { LayerState, TransferLayer } from '../../contract/pulls';
import { cut, number, record, text } from './loose';

/** What the engine has told of a pull or push so far. */
export interface Told {
  readonly layers: readonly TransferLayer[];
  readonly more: number;
  readonly bytes: number;
  readonly total: number;
  readonly unmeasured: number;
  /** The last words about the whole. */
  readonly said: string;
  readonly digest: string | null;
  readonly isNew: boolean | null;
}

export interface Tally {
  /** One message of the engine's. */
  take(said: unknown): void;
  read(): Told;
  /** Words of the last message: `abc: Downloading`. */
  last(): string;
}

/** More than any image has; whatever an engine says, this much is kept. */
const LAYERS = 200;
const ID_LIMIT = 80;
const WORDS_LIMIT = 300;

const STATES: readonly (readonly [RegExp, LayerState])[] = [
  [/^(?:Pulling fs layer|Preparing|Waiting|Layer already being pulled)/, 'waiting'],
  [/^Retrying in /, 'retrying'],
  [/^Downloading$/, 'downloading'],
  [/^Verifying Checksum$/, 'verifying'],
  [/^Download complete$/, 'downloaded'],
  [/^Extracting$/, 'extracting'],
  [/^Pull complete$/, 'done'],
  [/^(?:Already exists|Layer already exists)$/, 'exists'],
  [/^Pushing$/, 'pushing'],
  [/^Pushed$/, 'pushed'],
  [/^Mounted from /, 'mounted'],
];

/** All bytes of such a one have been moved, or need not be. */
const MOVED: ReadonlySet<LayerState> = new Set<LayerState>([
  ...(['verifying', 'downloaded', 'extracting', 'done', 'exists', 'pushed', 'mounted'] as const),
]);

const stateOf = (status: string): LayerState | null => STATES.find(([pattern]) => pattern.test(status))?.[1] ?? null;

/** null: none, or seconds instead of bytes, as newer engines count when they unpack. */
function counted(progress: unknown): { readonly current: number; readonly total: number | null } | null {
  const { current, total, units } = record(progress);
  const at = number(current);
  if (at === null || (text(units) !== '' && text(units) !== 'bytes')) return null;
  const whole = number(total);
  return { current: Math.max(0, at), total: whole !== null && whole > 0 ? whole : null };
}

function layerAfter(before: TransferLayer, state: LayerState, progress: unknown): TransferLayer {
  const said = counted(progress);
  switch (state) {
    case 'downloading':
    case 'pushing': {
      const total = said?.total ?? before.total;
      const bytes = said?.current ?? before.bytes;
      // A push counts a little more than it announces.
      return { ...before, state, total, bytes: total === null ? bytes : Math.min(bytes, total), extracted: null };
    }
    case 'extracting': {
      const total = before.total ?? said?.total ?? null;
      return { ...before, state, total, bytes: total ?? before.bytes, extracted: said?.current ?? null };
    }
    case 'waiting':
    case 'retrying':
      // What it had of it is given up.
      return { ...before, state, bytes: 0, extracted: null };
    case 'verifying':
    case 'downloaded':
    case 'done':
    case 'pushed':
      return { ...before, state, bytes: before.total ?? before.bytes, extracted: null };
    case 'exists':
    case 'mounted':
      return { ...before, state, bytes: 0, total: null, extracted: null };
  }
}

const DIGEST = /\bdigest: (sha256:[0-9a-f]{64})\b/i;

/** Sums up what the engine says, in bounded memory. */
export function createTally(): Tally {
  const layers = new Map<string, TransferLayer>();
  const whole = { said: '', digest: null as string | null, isNew: null as boolean | null, last: '', more: 0 };
  const ofWhole = (status: string, aux: unknown): void => {
    if (status !== '') whole.said = status;
    whole.digest = DIGEST.exec(status)?.[1] ?? DIGEST.exec(`digest: ${text(record(aux).Digest)}`)?.[1] ?? whole.digest;
    if (status.startsWith('Status: Downloaded newer')) whole.isNew = true;
    if (status.startsWith('Status: Image is up to date')) whole.isNew = false;
  };
  return {
    take(said) {
      const { id, status, progressDetail, aux } = record(said);
      const words = cut(text(status), WORDS_LIMIT);
      const layer = cut(text(id), ID_LIMIT);
      const state = layer === '' ? null : stateOf(words);
      const shown = [layer, words].filter((part) => part !== '').join(': ');
      if (shown !== '') whole.last = shown;
      if (state === null) {
        ofWhole(words, aux);
        return;
      }
      const before = layers.get(layer);
      if (before === undefined && layers.size >= LAYERS) {
        whole.more += state === 'waiting' || state === 'exists' ? 1 : 0;
        return;
      }
      const fresh = { id: layer, state, bytes: 0, total: null, extracted: null };
      layers.set(layer, layerAfter(before ?? fresh, state, progressDetail));
    },
    last: () => whole.last,
    read() {
      const all = [...layers.values()];
      const sum = (of: (layer: TransferLayer) => number): number => all.reduce((total, layer) => total + of(layer), 0);
      return {
        ...{ layers: all, more: whole.more, said: whole.said, digest: whole.digest, isNew: whole.isNew },
        bytes: sum(({ bytes }) => bytes),
        total: sum(({ total, bytes }) => total ?? bytes),
        unmeasured: sum(({ total, state }) => (total === null && !MOVED.has(state) ? 1 : 0)) + whole.more,
      };
    },
  };
}
