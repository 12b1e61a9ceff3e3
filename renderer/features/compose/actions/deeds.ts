import type { ComposeWish } from '../../../../main/contract/compose-runs';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { showToast } from '../../../ui/toast-store';
import { VERBS } from '../words';

const attempt = (deed: Promise<unknown>, what: string): void =>
  void deed.catch((error: unknown) => showToast('bad', what, errorLine(error)));

/** Begun at once; a refusal is told, and what becomes of it stands at the project. */
export const begin = (key: string, wish: ComposeWish): void =>
  attempt(rpc.call('compose.start', { key, wish }), t('{noun} was not begun.', { noun: VERBS[wish.verb].noun }));

/** The same to each of them. */
export function beginAll(keys: readonly string[], wish: ComposeWish): void {
  for (const key of keys) begin(key, wish);
}

export const cancelRun = (id: string): void => attempt(rpc.call('compose.cancel', { id }), t('It was not cancelled.'));

/** null: all that are over. */
export const forgetRun = (id: string | null): void =>
  attempt(rpc.call('compose.forgetRun', { id }), t('It was not forgotten.'));
