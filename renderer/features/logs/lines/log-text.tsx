import { memo } from 'react';
import { hasControls, splitControls, withoutControls } from '../../../lib/control-characters';
import type { Scheme } from '../../../lib/ansi/colours';
import { coloursOf } from '../../../lib/ansi/colours';
import type { Piece } from '../text/pieces';
import classes from './lines.module.css';

interface Props {
  readonly pieces: readonly Piece[];
  readonly scheme: Scheme;
}

/** A line of binary garbage has thousands: then they are words in the text, not elements. */
const MOST_MARKS = 100;

/** A program's text: its colours, its marks, and every control character as what it is. No escape does anything else. */
export const LogText = memo(function LogText({ pieces, scheme }: Props) {
  return pieces.map(({ text, style, mark }, index) => {
    const inner = <Controls key={index} text={text} />;
    if (style === null && mark === null) return inner;
    const look = style === null ? {} : { style: coloursOf(style, scheme), ...flagsOf(style) };
    if (mark === null)
      return (
        <span key={index} {...look}>
          {inner}
        </span>
      );
    return (
      <mark key={index} className={classes.found} data-mark={mark} {...(style === null ? {} : flagsOf(style))}>
        {inner}
      </mark>
    );
  });
});

const flagsOf = (style: NonNullable<Piece['style']>) => ({
  'data-bold': style.bold || undefined,
  'data-italic': style.italic || undefined,
  'data-line': [style.underline && 'under', style.strike && 'through'].filter(Boolean).join(' ') || undefined,
});

/** A tab is white space in a log; all others are marks. */
function Controls({ text }: { readonly text: string }) {
  if (!hasControls(text)) return text;
  const parts = splitControls(text);
  if (parts.length > MOST_MARKS) return <span className={classes.control}>{withoutControls(text)}</span>;
  return parts.map((part, index) => {
    if (part.kind === 'text') return part.text;
    if (part.symbol === '⇥') return '\t';
    return (
      <span key={index} className={classes.control} title={part.name} data-boxed={part.symbol.length > 1 || undefined}>
        {part.symbol}
      </span>
    );
  });
}
