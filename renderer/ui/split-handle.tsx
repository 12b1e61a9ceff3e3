import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import classes from './split-handle.module.css';

interface Props {
  readonly label: string;
  /** Per cent of the whole that what stands after the handle has. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** While it is moved. */
  readonly onMove: (value: number) => void;
  /** It is let go, or moved by a key. */
  readonly onDone: (value: number) => void;
  /** A double click. */
  readonly onReset: () => void;
  readonly className?: string | undefined;
}

const KEY_STEP = 2;
const PRIMARY = 0;

/** Divides the element it stands in, side by side, by pointer and by arrow keys. */
export function SplitHandle({ label, value, min, max, onMove, onDone, onReset, className = '' }: Props) {
  const drag = useRef<{ readonly from: number; to: number } | null>(null);
  const within = (wished: number): number => Math.round(Math.max(min, Math.min(max, wished)));
  const shareAt = ({ clientX, currentTarget }: PointerEvent<HTMLElement>): number => {
    const { left, width } = currentTarget.parentElement?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return within(100 - ((clientX - left) / width) * 100);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== PRIMARY) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: value, to: value };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (drag.current === null) return;
    const share = shareAt(event);
    if (share === drag.current.to) return;
    drag.current.to = share;
    onMove(share);
  };
  const onPointerEnd = (): void => {
    const { current } = drag;
    drag.current = null;
    if (current !== null && current.to !== current.from) onDone(current.to);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const wished = { ArrowLeft: value + KEY_STEP, ArrowRight: value - KEY_STEP, Home: max, End: min }[event.key];
    if (wished === undefined) return;
    event.preventDefault();
    onDone(within(wished));
  };
  return (
    <div
      className={`${classes.handle ?? ''} ${className}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
    />
  );
}
