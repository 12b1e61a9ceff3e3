import { useLayoutEffect, useRef, useState } from 'react';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { MarkedText } from '../../ui/engine-text';
import { LongEngineText } from '../../ui/long-engine-text';
import classes from './machine.module.css';
import { splitTail } from './tail';

interface Props {
  /** The guest's own words, of any length. */
  readonly text: string;
  readonly label: string;
}

/** Lines that the machine wrote, the last of them in sight: there it says how it went. */
export function TextBox({ text, label }: Props) {
  const [earlier, setEarlier] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);
  const [head, tail] = splitTail(text);
  return (
    // The keyboard must be able to scroll it.
    <div ref={box} className={classes.report} tabIndex={0} role="group" aria-label={label}>
      {text === '' && <p className={classes.dim}>{t('Nothing is written yet.')}</p>}
      {head !== '' &&
        (earlier ? (
          <LongEngineText value={head} mono />
        ) : (
          <Button variant="subtle" onClick={() => setEarlier(true)}>
            {t('Show earlier lines ({count})', { count: decimalBytes(head.length) })}
          </Button>
        ))}
      <Lines text={tail} />
    </div>
  );
}

/** Each line is isolated from the others; what ends it, a console's carriage return included, needs no mark. */
const Lines = ({ text }: { readonly text: string }) =>
  text.split(/\r*\n/).map((line, index) => (
    <bdi key={index} className={classes.line}>
      <MarkedText value={line} keepLines={false} />
    </bdi>
  ));
