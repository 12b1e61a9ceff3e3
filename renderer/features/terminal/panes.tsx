import { t } from '../../lib/i18n';
import { Pane } from './pane';
import type { PaneGroup } from './scope';
import classes from './terminal.module.css';

interface Props {
  readonly group: PaneGroup;
  readonly active: string | undefined;
  readonly onActive: (session: string) => void;
}

export function Panes({ group: { panes }, active, onActive }: Props) {
  return (
    <div className={classes.panes} data-direction={panes[0]?.direction}>
      {panes.map((session, index) => (
        <Pane
          // Its emulator must know which way lines end.
          key={`${session.id} ${session.tty}`}
          session={session}
          label={t('{count, plural, one {Terminal} other {Terminal, pane {index}}}', {
            count: panes.length,
            index: index + 1,
          })}
          active={session.id === active}
          onActive={() => onActive(session.id)}
        />
      ))}
    </div>
  );
}
