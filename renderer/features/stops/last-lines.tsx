import { useEffect, useRef } from 'react';
import type { Tail } from '../../../main/contract/stops';
import { EngineText } from '../../ui/engine-text';
import { Section } from '../../ui/facts';
import classes from './stops.module.css';
import { tailNote, tailTitle } from './tail-words';

/** What it printed last, the newest in sight. */
export function LastLines({ tail }: { readonly tail: Tail }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [tail]);
  const note = tailNote(tail);
  return (
    <Section title={tailTitle(tail)}>
      {tail.lines.length > 0 && (
        // The keyboard must be able to scroll it.
        <div ref={box} className={classes.lines} role="group" aria-label={tailTitle(tail)} tabIndex={0}>
          {tail.lines.map((line, index) => (
            <div key={index} className={classes.line}>
              <EngineText value={line} wrap mono />
            </div>
          ))}
        </div>
      )}
      {note !== '' && <p className={classes.dim}>{note}</p>}
      {tail.reason !== '' && <EngineText value={tail.reason} wrap />}
    </Section>
  );
}
