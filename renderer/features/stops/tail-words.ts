import type { Tail } from '../../../main/contract/stops';

/** What stands over the last lines. */
export function tailTitle({ kind, lines }: Tail): string {
  const count = lines.length === 1 ? 'Last line' : `Last ${lines.length} lines`;
  switch (kind) {
    case 'stderr':
      return `${count} of stderr`;
    case 'stdout':
      return `${count} of stdout`;
    case 'tty':
      return `${count} of its terminal`;
    case 'empty':
    case 'unreadable':
      return 'Last lines';
  }
}

/** What is to be known of them; '' where nothing is. */
export function tailNote({ kind, cut }: Tail): string {
  switch (kind) {
    case 'stderr':
      return cut ? 'There is more in the logs.' : '';
    case 'stdout':
      return `It wrote nothing to stderr${cut ? ' lately. There is more in the logs' : ''}.`;
    case 'tty':
      return 'With a terminal, stdout and stderr are one.';
    case 'empty':
      return 'It printed nothing.';
    case 'unreadable':
      return 'Its logs cannot be read: its logging driver keeps them elsewhere, or nowhere.';
  }
}
