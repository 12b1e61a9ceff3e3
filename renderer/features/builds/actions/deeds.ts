import type { BuildRow, BuildWish } from '../../../../main/contract/builds';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { showToast } from '../../../ui/toast-store';
import { draftOf } from '../form/draft';
import { setDraft } from '../form/form-store';
import { detailsPath, FORM_PATH } from '../routes';

type Navigate = (path: string) => void;

/** Resolves once it has begun, and its details are shown. Rejects as `rpc` does. */
export async function start(wish: BuildWish, navigate: Navigate): Promise<void> {
  const { id } = await rpc.call('builds.start', wish);
  navigate(detailsPath(id));
}

const attempt = (deed: Promise<unknown>, what: string): void =>
  void deed.catch((error: unknown) => showToast('bad', what, errorLine(error)));

/** Exactly the same wish; what is built is what is there now. */
export const rerun = (row: BuildRow, navigate: Navigate): void =>
  attempt(start(row.wish, navigate), t('It was not built again.'));

/** The form, filled with what was wished. */
export function editAgain(row: BuildRow, navigate: Navigate): void {
  setDraft(draftOf(row.wish));
  navigate(FORM_PATH);
}

export const cancel = (row: BuildRow): void =>
  attempt(rpc.call('builds.cancel', { id: row.id }), t('It was not cancelled.'));
