import { memo } from 'react';
import { cutText, hasControls, splitControls, withoutControls } from '../lib/control-characters';
import classes from './engine-text.module.css';

/** A browser's own tooltip cannot be scrolled. */
const TITLE_LIMIT = 400;
/** More than a line ever shows; the rest would only cost layout. */
const LINE_LIMIT = 2_000;
/** Above this `LongEngineText` is the right component. */
const WRAP_LIMIT = 10_000;

interface Props {
  /** The engine's own text: hostile, of any length. */
  readonly value: string;
  /** Over several lines, keeping its line breaks; else one line, cut off with an ellipsis and told in full by its title. */
  readonly wrap?: boolean;
  readonly mono?: boolean;
  /** The title, when the value is not the whole; null: none. */
  readonly title?: string | null;
}

/**
 * Text that somebody else wrote. It is isolated, so that its direction cannot rearrange what stands beside it, and every
 * control character is a mark. What it shows is bounded.
 */
export const EngineText = memo(function EngineText({ value, wrap = false, mono = false, title }: Props) {
  const shown = cutText(value, wrap ? WRAP_LIMIT : LINE_LIMIT);
  const whole = title === undefined ? value : title;
  return (
    <bdi
      className={wrap ? classes.wrap : classes.line}
      data-mono={mono || undefined}
      title={wrap || whole === null ? undefined : boundedTitle(whole)}
    >
      <MarkedText value={shown} keepLines={wrap} />
      {shown.length < value.length && '…'}
    </bdi>
  );
});

function boundedTitle(value: string): string {
  const cut = cutText(value, TITLE_LIMIT);
  return withoutControls(cut) + (cut.length < value.length ? '…' : '');
}

/** The bare text with its marks, without isolation or bounds: for inside an element that has both. */
export function MarkedText({ value, keepLines }: { readonly value: string; readonly keepLines: boolean }) {
  if (!hasControls(value)) return value;
  return splitControls(value).map((part, index) => {
    if (part.kind === 'text') return part.text;
    return (
      <span key={index} className={classes.mark} title={part.name} data-symbol={part.symbol.length > 1 || undefined}>
        {part.symbol}
        {part.newline && keepLines && '\n'}
      </span>
    );
  });
}
