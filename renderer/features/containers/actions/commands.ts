import { explainError } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { copyText } from '../../../ui/copy-button';
import { showToast } from '../../../ui/toast-store';
import { containerRows } from '../containers';
import { isAlive } from '../list/arrangement';
import { ask } from '../ui-store';
import { type RunStream, runJob } from './jobs-store';
import { type RowAction, applies } from './kinds';

export const openRun: RunStream = (job, signal) => rpc.stream('containers.run', job, { signal });

/** Those of them the action makes sense for. */
const ableTo = (action: RowAction, ids: readonly string[]): readonly string[] =>
  containerRows(ids)
    .filter((row) => applies(action, row))
    .map(({ id }) => id);

/**
 * Does it to all of them, if it makes sense for any; for the others the engine says why not. Asks first where something
 * would be lost or a name is needed.
 */
export function perform(action: RowAction, ids: readonly string[]): void {
  const [first] = ableTo(action, ids);
  if (first === undefined) return;
  if (action === 'remove') ask({ kind: 'remove', ids });
  else if (action === 'rename') {
    if (ids.length === 1) ask({ kind: 'rename', id: first });
  } else void runJob({ action, ids: [...ids] }, openRun);
}

/** The one of the two that makes sense: several are stopped when any of them runs. */
export function performEither(action: RowAction, other: RowAction, ids: readonly string[]): void {
  perform(ableTo(action, ids).length > 0 ? action : other, ids);
}

/** Stands where the user would write the new name. */
const NEW_NAME = 'NEW_NAME';

/** Puts the docker CLI lines that do the same on the clipboard. */
export async function copyCommand(action: RowAction, ids: readonly string[]): Promise<void> {
  const rows = containerRows(ids);
  const [first] = rows;
  if (first === undefined) return;
  try {
    const line =
      action === 'rename'
        ? await rpc.call('containers.cli', { action, id: first.id, name: NEW_NAME })
        : await rpc.call('containers.cli', {
            action,
            ids: rows.map(({ id }) => id),
            force: action === 'remove' && rows.some(isAlive),
          });
    if (await copyText(line)) showToast('ok', t('Copied'), line);
  } catch (error) {
    const { title, engineWords } = explainError(error);
    showToast('bad', title, engineWords);
  }
}
