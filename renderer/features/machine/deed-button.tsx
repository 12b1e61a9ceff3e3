import type { MouseEvent } from 'react';
import { useConnection } from '../../rpc/use-stream';
import { Button, type ButtonProps } from '../../ui/button';
import { type Deed, perform, useActions } from './actions-store';

interface DeedButtonProps extends ButtonProps {
  readonly deed: Deed;
}

/** Off while its own deed is under way, or any that would collide with it; it keeps the focus meanwhile. */
export function DeedButton({ deed, ...rest }: DeedButtonProps) {
  const blocked = useBlocked()(deed);
  const onClick = ({ detail }: MouseEvent): void => {
    // A double click is one wish: its second half may already meet another button.
    if (!blocked && detail < 2) perform(deed);
  };
  return <Button {...rest} aria-disabled={blocked || undefined} onClick={onClick} />;
}

/** Stop and kill break off a start or a restart, so those do not keep them waiting. */
const BREAKS_OFF: readonly Deed[] = ['stop', 'kill'];

/** Tells which deeds have to wait. */
export function useBlocked(): (deed: Deed) => boolean {
  const pending = useActions((store) => store.pending);
  const lost = useConnection() === 'lost';
  return (deed) => lost || pending.includes(deed) || (pending.length > 0 && !BREAKS_OFF.includes(deed));
}
