import { useMemo, useState } from 'react';
import type { LogsSettings } from '../../../../main/contract/logs';
import { termsOf } from '../filter/filter-draft';
import { type MarkRule, type RowMarks, createRowMarks } from '../text/row-marks';
import { useUi } from '../view/context';

/** Compiled where that is possible: what is being typed may be no regular expression yet. */
const rulesOf = (rules: readonly MarkRule[]): readonly MarkRule[] => rules.filter(({ term }) => term.text !== '');

/** Where lines are marked: by the rules of the settings, by the filter, and above both by what is looked for. */
export function useMarks(highlights: LogsSettings['highlights']): RowMarks {
  const filter = useUi((state) => state.filter);
  const find = useUi((state) => state.find);
  const looked = find.shown && find.error === null ? find.term : null;
  const [found, setFound] = useState(0);
  const rules = useMemo(
    () =>
      rulesOf([
        ...highlights.map(({ term, colour }) => ({ term, mark: colour })),
        ...termsOf(filter)
          .filter(({ negate }) => !negate)
          .map((term) => ({ term, mark: 'filter' as const })),
        ...(looked === null ? [] : [{ term: looked, mark: 'find' as const }]),
      ]),
    [highlights, filter, looked],
  );
  const marks = useMemo(() => createRowMarks(rules, () => setFound((before) => before + 1)), [rules]);
  // Another object, so that lines look again.
  return useMemo(() => ({ ...marks, found }), [marks, found]);
}
