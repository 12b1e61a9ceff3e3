import type { Contract } from '../contract';
import type { TransferProgress } from '../contract/transfers';
import type { OpenedFiles } from '../services/links/opened-files';
import { takeFile } from '../services/shell/transfer-url';
import type { TransferHub } from '../services/transfers/transfers';
import { namedImageError } from './images';
import { latest } from './latest';
import { namedVolumeError } from './volumes';
import { type Handlers, WireError } from './wire/types';
import { say } from '../../texts/say';

/** Fast enough for an eye, and few enough for a page. */
const EVERY_MS = 100;

const GONE: TransferProgress = { state: 'expired', bytes: 0, total: null, failure: null };

async function* watch(hub: TransferHub, id: string, signal: AbortSignal): AsyncGenerator<TransferProgress> {
  const read = (): TransferProgress => hub.progress(id) ?? GONE;
  for await (const progress of latest(read, (listener) => hub.onChange(id, paced(listener)), signal)) {
    yield progress;
    if (progress.state !== 'waiting' && progress.state !== 'running') return;
  }
}

/** Calls it at most so often, and always after the last change. */
function paced(listener: () => void): () => void {
  let at = 0;
  let timer: NodeJS.Timeout | null = null;
  return () => {
    if (timer !== null) return;
    timer = setTimeout(
      () => {
        timer = null;
        at = Date.now();
        listener();
      },
      Math.max(0, at + EVERY_MS - Date.now()),
    );
  };
}

export const transfersHandlers = (
  hub: TransferHub,
  opened: Pick<OpenedFiles, 'pathOf'>,
): Handlers<Contract>['transfers'] => ({
  watch: ({ id }, { signal }) => watch(hub, id, signal),
  sendOpened: async ({ file, url }) => {
    const path = opened.pathOf(file);
    // What nobody opened is not read, whoever asks.
    if (path === null) throw new Error(say('This file was not opened by its user.'));
    void takeFile(hub.desk, url, path);
  },
  cancel: async ({ id }) => hub.cancel(id),
});

/** An error as calls throw it; what is not for the user is only said to be. */
export const transferFailure = (error: unknown): NonNullable<TransferProgress['failure']> => {
  const named = namedImageError(namedVolumeError(error));
  if (named instanceof WireError) return { code: named.code, message: named.message, data: named.data };
  return { code: 'INTERNAL', message: say('The transfer broke off.'), data: null };
};
