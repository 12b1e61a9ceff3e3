import type { LogMark, LogSource } from '../../../../main/contract/logs';
import { withoutControls } from '../../../lib/control-characters';
import { countWords } from '../words';

const ID_LENGTH = 12;

/** What is to be said between two lines. */
export function markWords(mark: LogMark, source: LogSource | undefined): string {
  if (mark.type === 'begin') {
    const id = withoutControls(source?.id.slice(0, ID_LENGTH) ?? '');
    return `${withoutControls(source?.name ?? 'The container')} was made anew: ${id} goes on here`;
  }
  const counted = mark.count === null ? 'Lines' : countWords(mark.count, 'line');
  return `${mark.atLeast ? `At least ${counted}` : counted} skipped: ${WHY[mark.by]}`;
}

const WHY = {
  engine: 'the engine had thrown them away before they were read (log rotation)',
  stream: 'the engine left them out while it rotated the log; an export of everything has what it still keeps',
  slipway: 'Slipway dropped its oldest, as its store was full',
} as const;
