import { t } from '../../lib/i18n';
import type { Selection, SelectionStep } from '../../lib/selection';

export interface SelectAllProps {
  readonly selection: Selection;
  readonly onSelect: (step: SelectionStep) => void;
  readonly keys: readonly string[];
}

/** The box at the head of a list: all, some or none. */
export function SelectAll({ selection, onSelect, keys }: SelectAllProps) {
  const count = selection.ids.size;
  const all = count > 0 && count >= keys.length;
  return (
    <input
      type="checkbox"
      aria-label={t('Select all')}
      checked={all}
      ref={(box) => {
        if (box !== null) box.indeterminate = count > 0 && !all;
      }}
      onChange={() => onSelect(all ? { type: 'clear' } : { type: 'all', ids: keys })}
    />
  );
}
