import { decimalBytes } from '../../lib/bytes';
import { RemovalCard } from '../../ui/removal-card';
import { countWords } from './actions/sized-names';
import { cancelRemoval, dismissRemoval, type Removal, useRemoval } from './removal-store';

function resultWords({ done, total, freed, promised, over, now }: Removal): string {
  if (!over)
    return `${now?.outcome === 'keeping' ? 'Keeping in the bin' : 'Deleting'}: ${String(done)} of ${String(total)}`;
  const result = done === total ? `${countWords(done)} deleted` : `${String(done)} of ${countWords(total)} deleted`;
  if (promised === null) return result;
  return `${result}, ${decimalBytes(freed)} of ${decimalBytes(promised)} promised freed`;
}

/** What became of the last removal, beside what was promised. */
export function RemovalPanel() {
  const removal = useRemoval((state) => state.removal);
  if (removal === null) return null;
  const { over, error } = removal;
  const failed = removal.failed.map(({ name, outcome, message }) =>
    outcome === 'skipped' ? `${name}: left as it is` : message,
  );
  const words = resultWords(removal);
  return <RemovalCard {...{ words, over, error, failed }} onCancel={cancelRemoval} onDismiss={dismissRemoval} />;
}
