import { decimalBytes } from '../../lib/bytes';
import { RemovalCard } from '../../ui/removal-card';
import { cancelRemoval, dismissRemoval, type Removal, useRemoval } from './removal-store';
import { countWords } from './words';

function resultWords({ done, total, untagged, promised, freed, over, note }: Removal): string {
  if (!over) return note === '' ? `Deleting: ${String(done)} of ${String(total)}` : `${note}…`;
  const result = done === total ? `${countWords(done)} deleted` : `${String(done)} of ${countWords(total)} deleted`;
  return [
    result,
    untagged === 0 ? '' : `of ${String(untagged)} only the names, as others are built on them`,
    freed === null ? '' : `${decimalBytes(Math.max(0, freed))} freed`,
    promised === null ? '' : `${decimalBytes(promised)} promised`,
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
