import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { RemovalCard } from '../../ui/removal-card';
import { countWords } from './actions/sized-names';
import { cancelRemoval, dismissRemoval, type Removal, useRemoval } from './removal-store';

function resultWords({ done, total, freed, promised, over, now }: Removal): string {
  if (!over)
    return now?.outcome === 'keeping'
      ? t('Keeping in the bin: {done} of {total}', { done, total })
      : t('Deleting: {done} of {total}', { done, total });
  const result =
    done === total
      ? t('{done} deleted', { done: countWords(done) })
      : t('{done} of {total} deleted', { done, total: countWords(total) });
  if (promised === null) return result;
  return t('{result}, {freed} of {promised} promised freed', {
    result,
    freed: decimalBytes(freed),
    promised: decimalBytes(promised),
  });
}

/** What became of the last removal, beside what was promised. */
export function RemovalPanel() {
  const removal = useRemoval((state) => state.removal);
  if (removal === null) return null;
  const { over, error } = removal;
  const failed = removal.failed.map(({ name, outcome, message }) =>
    outcome === 'skipped' ? t('{name}: left as it is', { name }) : message,
  );
  const words = resultWords(removal);
  return <RemovalCard {...{ words, over, error, failed }} onCancel={cancelRemoval} onDismiss={dismissRemoval} />;
}
