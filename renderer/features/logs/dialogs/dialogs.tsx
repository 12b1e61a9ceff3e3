import type { TimeRange } from '../time/range';
import { useLog, useUi } from '../view/context';
import { ColumnsDialog } from './columns-dialog';
import { HighlightsDialog } from './highlights-dialog';
import { LineDialog } from './line-dialog';
import { RangeDialog } from './range-dialog';
import { SearchesDialog } from './searches-dialog';
import { SourcesDialog } from './sources-dialog';
import { TimeDialog } from './time-dialog';

interface Props {
  readonly range: TimeRange;
  readonly onRange: (range: TimeRange) => void;
}

/** Whichever is open. */
export function Dialogs({ range, onRange }: Props) {
  const { ui } = useLog();
  const dialog = useUi((state) => state.dialog);
  const opened = useUi((state) => state.opened);
  const close = (): void => ui.setState({ dialog: null });
  if (opened !== null) return <LineDialog row={opened} onClose={() => ui.setState({ opened: null })} />;
  switch (dialog) {
    case 'time':
      return <TimeDialog onClose={close} />;
    case 'range':
      return <RangeDialog range={range} onRange={onRange} onClose={close} />;
    case 'sources':
      return <SourcesDialog onClose={close} />;
    case 'highlights':
      return <HighlightsDialog onClose={close} />;
    case 'searches':
      return <SearchesDialog onClose={close} />;
    case 'columns':
      return <ColumnsDialog onClose={close} />;
    case null:
      return null;
  }
}
