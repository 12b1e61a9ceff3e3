import { type PointerEvent, type RefObject, useRef } from 'react';
import { t } from '../../../lib/i18n';
import { useLog, useLogState, useUi } from '../view/context';
import { positionAt, thumbOf } from './position';
import classes from './scrollbar.module.css';

/** px: still to be caught hold of in a log of five million lines. */
const SMALLEST_THUMB = 28;

interface Props {
  /** Id of what it scrolls. */
  readonly controls: string;
}

/** The place in the whole log, to scale. It is no tab stop: the keys of the lines do the same. */
export function Scrollbar({ controls }: Props) {
  const { session } = useLog();
  const count = useLogState(({ frame }) => frame?.count ?? 0);
  const metrics = useUi((state) => state.metrics);
  const track = useRef<HTMLDivElement>(null);
  const visible = metrics === null ? 1 : metrics.bottom - metrics.top.row + 1;
  const place = metrics === null ? { row: 0, offset: 0, part: 0 } : { ...metrics.top, part: metrics.part };
  const atEnd = useLogState(({ position }) => position.at === 'end');
  const thumb = thumbOf(place, count, visible);
  const top = atEnd && thumb.size < 1 ? 1 : thumb.top;
  const dragTo = useDrag(track, (part) => session.goTo(positionAt(part, count, visible)));
  const size = `max(${SMALLEST_THUMB}px, ${thumb.size * 100}%)`;
  return (
    <div
      ref={track}
      role="scrollbar"
      aria-label={t('Place in the log')}
      aria-controls={controls}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={count}
      aria-valuenow={Math.min(count, place.row)}
      className={classes.track}
      data-idle={thumb.size >= 1 || undefined}
      {...dragTo}
    >
      {thumb.size < 1 && (
        <div data-thumb className={classes.thumb} style={{ height: size, top: `calc((100% - ${size}) * ${top})` }} />
      )}
    </div>
  );
}

interface DragProps {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
}

/** The thumb is dragged from where it was taken; a press beside it brings its middle there. */
function useDrag(track: RefObject<HTMLElement | null>, onPart: (part: number) => void): DragProps {
  const grip = useRef<number | null>(null);
  const partAt = (y: number): number => {
    const box = track.current?.getBoundingClientRect();
    const thumb = track.current?.querySelector('[data-thumb]')?.getBoundingClientRect();
    if (box === undefined || thumb === undefined || box.height <= thumb.height) return 1;
    return (y - (grip.current ?? 0) - box.top) / (box.height - thumb.height);
  };
  const end = (): void => {
    grip.current = null;
  };
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      const thumb = track.current?.querySelector('[data-thumb]')?.getBoundingClientRect();
      if (thumb === undefined) return;
      const isOn = event.clientY >= thumb.top && event.clientY <= thumb.bottom;
      grip.current = isOn ? event.clientY - thumb.top : thumb.height / 2;
      if (!isOn) onPart(partAt(event.clientY));
    },
    onPointerMove: (event) => {
      if (grip.current !== null) onPart(partAt(event.clientY));
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
