import { IconServer2 } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useMachine } from '../../rpc/stores/machine-store';
import { Skeleton } from '../../ui/skeleton';
import { Controls } from './controls';
import { Dialogs, type Question } from './dialogs';
import { MachineBody } from './machine-body';
import classes from './machine.module.css';
import { NAME } from './machine-words';
import { StateLine } from './state-line';

/** Slipway's own virtual machine: what it is, how it does, and all that can be done with it. */
export function MachineSection() {
  const state = useMachine((store) => store.state);
  const [question, setQuestion] = useState<Question | null>(null);
  const section = useRef<HTMLElement>(null);
  const opener = useRef<HTMLElement | null>(null);

  const ask = (next: Question): void => {
    const present = document.activeElement;
    opener.current = present instanceof HTMLElement && section.current?.contains(present) === true ? present : null;
    setQuestion(next);
  };
  const close = (): void => {
    setQuestion(null);
    // A menu item, and a button of a state that is over, are gone by now: the menu's own button is always there.
    const menu = section.current?.querySelector<HTMLElement>('[aria-haspopup=menu]');
    const target = opener.current?.isConnected === true ? opener.current : menu;
    target?.focus({ preventScroll: true });
  };

  return (
    <section ref={section} aria-label={NAME} aria-busy={state === null} className={classes.section}>
      <div className={classes.card}>
        <header className={classes.header}>
          <IconServer2 size={20} stroke={1.5} className={classes.icon} aria-hidden />
          <div className={classes.titles}>
            <h2>{NAME}</h2>
            {state === null ? <Skeleton width="9em" /> : <StateLine state={state} />}
          </div>
          {state !== null && <Controls state={state} onAsk={ask} />}
        </header>
        {state !== null && <MachineBody state={state} onAsk={ask} />}
      </div>
      {state !== null && <Dialogs question={question} state={state} onClose={close} />}
    </section>
  );
}
