import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { RemovalCard } from '../../ui/removal-card';
import { cancelRemoval, dismissRemoval, type Removal, useRemoval } from './removal-store';
import { countWords } from './words';

function resultWords({ done, total, untagged, promised, freed, over, note }: Removal): string {
  if (!over) return note === '' ? t('Deleting: {done} of {total}', { done, total }) : `${note}…`;
  const result =
    done === total
      ? t('{done} deleted', { done: countWords(done) })
      : t('{done} of {total} deleted', { done, total: countWords(total) });
  return [
    result,
    untagged === 0 ? '' : t('of {untagged} only the names, as others are built on them', { untagged }),
    freed === null ? '' : t('{max} freed', { max: decimalBytes(Math.max(0, freed)) }),
    promised === null ? '' : t('{promised} promised', { promised: decimalBytes(promised) }),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** What became of the last removal, beside what was promised. */
export function RemovalPanel() {
  const removal = useRemoval((state) => state.removal);
  if (removal === null) return null;
  const { failed, over, error } = removal;
  const words = resultWords(removal);
  return <RemovalCard {...{ words, over, error, failed }} onCancel={cancelRemoval} onDismiss={dismissRemoval} />;
}
