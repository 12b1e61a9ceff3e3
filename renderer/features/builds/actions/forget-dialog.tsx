import { create } from 'zustand';
import type { BuildRow } from '../../../../main/contract/builds';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { showToast } from '../../../ui/toast-store';
import { useBuilds } from '../builds-store';
import { countWords, isOver } from '../words';

/** Ids of builds, or all that are over. */
type Asked = readonly string[] | 'all';

const useAsked = create<{ readonly asked: Asked | null }>(() => ({ asked: null }));

const close = (): void => useAsked.setState({ asked: null });

/** Asks whether these go out of the history; those under way stay. */
export function askForget(rows: readonly BuildRow[] | 'all'): void {
  const asked = rows === 'all' ? rows : rows.filter(isOver).map(({ id }) => id);
  if (asked === 'all' || asked.length > 0) useAsked.setState({ asked });
}

async function forget(asked: Asked): Promise<void> {
  const ids = asked === 'all' ? [null] : asked;
  try {
    await Promise.all(ids.map((id) => rpc.call('builds.forget', { id })));
  } catch (error) {
    showToast('bad', t('Not all was forgotten.'), errorLine(error));
  }
}

/** Once a page. */
export function ForgetDialog() {
  const asked = useAsked((store) => store.asked);
  const over = useBuilds(({ rows }) => [...rows.values()].filter(isOver).length);
  const count = asked === 'all' ? over : (asked?.length ?? 0);
  const confirm = (): void => {
    close();
    if (asked !== null) void forget(asked);
  };
  return (
    <ConfirmDialog
      opened={asked !== null}
      danger
      title={t('Forget {count}?', { count: countWords(count) })}
      confirmLabel={t('Forget')}
      onConfirm={confirm}
      onCancel={close}
    >
      <p>
        {t(
          '{count, plural, one {It goes} other {They go}} out of the history, with the log. Images stay as they are.',
          { count },
        )}
      </p>
    </ConfirmDialog>
  );
}
