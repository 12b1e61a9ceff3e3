import { useEffect, useMemo, useState } from 'react';
import { decimalBytes } from '../lib/bytes';
import { cutText } from '../lib/control-characters';
import { t } from '../lib/i18n';
import { Button } from './button';
import { MarkedText } from './engine-text';
import classes from './long-engine-text.module.css';

/** UTF-16 units shown at first. */
const FIRST = 10_000;
/** Laid out one at a time, and only when in sight. */
const PIECE = 32_768;
/** How many pieces a frame adds: the page stays answering while the whole is put up. */
const PIECES_A_FRAME = 8;

interface Props {
  readonly value: string;
  readonly mono?: boolean;
}

/** Text of any size: the beginning, and on demand the whole, in a box of bounded height. */
export function LongEngineText({ value, mono = false }: Props) {
  const [all, setAll] = useState(false);
  if (value.length <= FIRST)
    return (
      <bdi className={classes.text} data-mono={mono || undefined}>
        <MarkedText value={value} keepLines />
      </bdi>
    );
  return (
    <div className={classes.root}>
      {all ? <Whole value={value} mono={mono} /> : <Beginning value={value} mono={mono} />}
      <Button variant="subtle" onClick={() => setAll(!all)} aria-expanded={all}>
        {all ? t('Show less') : t('Show all ({count})', { count: decimalBytes(value.length) })}
      </Button>
    </div>
  );
}

const Beginning = ({ value, mono }: Required<Props>) => (
  <bdi className={classes.text} data-mono={mono || undefined}>
    <MarkedText value={cutText(value, FIRST)} keepLines />…
  </bdi>
);

function Whole({ value, mono }: Required<Props>) {
  const pieces = useMemo(() => cutInPieces(value, PIECE), [value]);
  const [count, setCount] = useState(PIECES_A_FRAME);
  useEffect(() => {
    if (count >= pieces.length) return;
    const frame = requestAnimationFrame(() => setCount(count + PIECES_A_FRAME));
    return () => cancelAnimationFrame(frame);
  }, [count, pieces.length]);
  return (
    // The keyboard must be able to scroll it.
    <div className={classes.box} tabIndex={0} role="group" aria-label={t('Whole text')}>
      {pieces.slice(0, count).map((piece, index) => (
        <bdi key={index} className={classes.piece} data-mono={mono || undefined}>
          <MarkedText value={piece} keepLines />
        </bdi>
      ))}
    </div>
  );
}

/** Ends pieces at line breaks where there are any, and never within a character. */
export function cutInPieces(text: string, size: number): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length;) {
    const piece = cutText(text.slice(from, from + size + 1), size);
    const newline = from + piece.length < text.length ? piece.lastIndexOf('\n') + 1 : 0;
    const length = newline > size / 2 ? newline : piece.length;
    pieces.push(text.slice(from, from + length));
    from += length;
  }
  return pieces;
}
