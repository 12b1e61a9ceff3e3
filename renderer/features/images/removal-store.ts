import { create } from 'zustand';
import type { DiskProgress, PrunePlan } from '../../../main/contract/disk';
import type { ImageFate, ImageRemoval } from '../../../main/contract/images';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';

export interface Removal {
  readonly total: number;
  readonly done: number;
  /** Of which only the names went. */
  readonly untagged: number;
  /** What is done besides removing. */
  readonly note: string;
  /** What a prune promised, and what the engine's figures then fell by; null: nothing was promised, or is not known. */
  readonly promised: number | null;
  readonly freed: number | null;
  readonly failed: readonly string[];
  readonly over: boolean;
  /** It broke off as a whole. */
  readonly error: string;
}

const NEW = {
  done: 0,
  untagged: 0,
  note: '',
  promised: null,
  freed: null,
  failed: [],
  over: false,
  error: '',
} as const;

/** The last removal, until it is dismissed. */
export const useRemoval = create<{ readonly removal: Removal | null }>(() => ({ removal: null }));

let controller: AbortController | null = null;

const change = (step: (removal: Removal) => Partial<Removal>): void =>
  useRemoval.setState(({ removal }) => (removal === null ? {} : { removal: { ...removal, ...step(removal) } }));

export const dismissRemoval = (): void => useRemoval.setState({ removal: null });
export const cancelRemoval = (): void => controller?.abort();

async function follow(first: Removal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const { signal } = (controller = new AbortController());
  useRemoval.setState({ removal: first });
  try {
    await work(signal);
    change(() => ({ over: true, note: '' }));
  } catch (error) {
    change(() => ({ over: true, note: '', error: signal.aborted ? t('Cancelled.') : errorLine(error) }));
  }
}

/** Removes exactly these, one by one. */
export const removeImages = (fates: readonly ImageFate[], force: boolean): Promise<void> => {
  const names = new Map(fates.map(({ id, name }) => [id, name] as const));
  const targets = fates.map((fate) => ({ id: fate.id, names: fate.names }));
  return follow({ ...NEW, total: fates.length }, async (signal) => {
    for await (const item of rpc.stream('images.remove', { targets, force }, { signal }))
      change((removal) => stepOf(removal, item, names.get(item.id) ?? ''));
  });
};

function stepOf(removal: Removal, { outcome, message }: ImageRemoval, name: string): Partial<Removal> {
  switch (outcome) {
    case 'removing':
      return {};
    case 'done':
      return { done: removal.done + 1 };
    case 'untagged':
      return { done: removal.done + 1, untagged: removal.untagged + 1 };
    case 'failed':
      return { failed: [...removal.failed, `${name}: ${message}`] };
    case 'skipped':
      return { failed: [...removal.failed, t('{name}: left as it is', { name })] };
  }
}

/** Carries a plan out, measured before and after. */
export const prune = ({ targets, bytes }: PrunePlan): Promise<void> =>
  follow({ ...NEW, total: targets.length, promised: bytes }, async (signal) => {
    const wish = { action: 'remove', targets, measure: true } as const;
    for await (const item of rpc.stream('disk.act', wish, { signal })) change((removal) => pruneStep(removal, item));
  });

function pruneStep(removal: Removal, item: DiskProgress): Partial<Removal> {
  if (item.type === 'measuring') return { note: t('Measuring') };
  if (item.type === 'result') return { freed: item.freedBytes };
  if (item.outcome === 'running') return { note: '' };
  if (item.outcome === 'done') return { done: removal.done + 1 };
  return {
    failed: [...removal.failed, `${item.name}: ${item.outcome === 'skipped' ? t('left as it is') : item.message}`],
  };
}
