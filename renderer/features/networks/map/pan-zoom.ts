import type { Box } from './layout';

/** px at scale 1. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** Moves and scales an element by pointer, wheel and calls. */
export interface PanZoom {
  /** Begins; returns what ends it. */
  attach(viewport: HTMLElement, content: HTMLElement): () => void;
  /** How large the content is; the first time it is brought in sight. */
  resize(size: Size): void;
  zoomIn(): void;
  zoomOut(): void;
  fit(): void;
  /** Moves as little as brings the box in sight. */
  show(box: Box): void;
  /** Whether the pointer was dragged since it went down, so that its click selects nothing. */
  wasDragged(): boolean;
}

interface View {
  x: number;
  y: number;
  scale: number;
  dragged: boolean;
}

const STEP = 1.25;
const SMALLEST = 0.1;
const LARGEST = 2;
/** At first names are legible, even if not all of the map is in sight. */
const LEGIBLE = 0.6;
const MARGIN = 16;
/** What the buttons at the bottom cover. */
const BUTTONS = 40;
const DRAG_PX = 4;
const WHEEL = 0.006;
const PRIMARY = 0;
const MIDDLE = 1;

export function createPanZoom(): PanZoom {
  const view: View = { x: MARGIN, y: MARGIN, scale: 1, dragged: false };
  let parts: { readonly viewport: HTMLElement; readonly content: HTMLElement } | null = null;
  let size: Size = { width: 0, height: 0 };
  let fitted = false;

  const room = (): Size => ({ width: parts?.viewport.clientWidth ?? 0, height: parts?.viewport.clientHeight ?? 0 });
  const apply = (): void => {
    const { x, y, scale } = view;
    parts?.content.style.setProperty('transform', `translate(${x}px, ${y}px) scale(${scale})`);
  };
  const zoomAt: ZoomAt = (factor, x, y) => {
    scaleAt(view, factor, x, y);
    apply();
  };
  const zoom = (factor: number): void => zoomAt(factor, room().width / 2, room().height / 2);
  const fit = (least: number): void => {
    if (room().width === 0 || size.width === 0) return;
    fitted = true;
    fitInto(view, size, room(), least);
    apply();
  };
  return {
    attach(viewport, content) {
      parts = { viewport, content };
      const stop = listen(viewport, view, apply, zoomAt);
      if (fitted) apply();
      else fit(LEGIBLE);
      return () => {
        stop();
        parts = null;
      };
    },
    resize(wanted) {
      size = wanted;
      if (!fitted) fit(LEGIBLE);
    },
    zoomIn: () => zoom(STEP),
    zoomOut: () => zoom(1 / STEP),
    fit: () => fit(SMALLEST),
    show(box) {
      bringIn(view, box, room());
      apply();
    },
    wasDragged: () => view.dragged,
  };
}

/** The point stays where it is. */
function scaleAt(view: View, factor: number, x: number, y: number): void {
  const scale = Math.max(SMALLEST, Math.min(LARGEST, view.scale * factor));
  view.x = x - ((x - view.x) * scale) / view.scale;
  view.y = y - ((y - view.y) * scale) / view.scale;
  view.scale = scale;
}

function fitInto(view: View, size: Size, { width, height }: Size, least: number): void {
  const whole = Math.min((width - 2 * MARGIN) / size.width, (height - 2 * MARGIN - BUTTONS) / size.height);
  view.scale = Math.max(least, Math.min(1, whole));
  view.x = Math.max(MARGIN, (width - size.width * view.scale) / 2);
  view.y = Math.max(MARGIN, (height - size.height * view.scale) / 2);
}

function bringIn(view: View, { x, y, width, height }: Box, room: Size): void {
  const { scale } = view;
  const within = (at: number, start: number, length: number, space: number): number =>
    Math.min(Math.max(at, MARGIN - start * scale), space - MARGIN - (start + length) * scale);
  view.x = within(view.x, x, width, room.width);
  view.y = within(view.y, y, height, room.height);
}

type ZoomAt = (factor: number, x: number, y: number) => void;

function listen(element: HTMLElement, view: View, apply: () => void, zoomAt: ZoomAt): () => void {
  const over = new AbortController();
  const { signal } = over;
  let from: { readonly x: number; readonly y: number; readonly viewX: number; readonly viewY: number } | null = null;
  const down = (event: PointerEvent): void => {
    if (event.button !== PRIMARY && event.button !== MIDDLE) return;
    view.dragged = false;
    from = { x: event.clientX, y: event.clientY, viewX: view.x, viewY: view.y };
  };
  const move = (event: PointerEvent): void => {
    if (from === null) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!view.dragged && Math.hypot(x, y) < DRAG_PX) return;
    if (!view.dragged) element.setPointerCapture(event.pointerId);
    view.dragged = true;
    element.dataset.moving = 'true';
    view.x = from.viewX + x;
    view.y = from.viewY + y;
    apply();
  };
  const up = (): void => {
    from = null;
    delete element.dataset.moving;
  };
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const { left, top } = element.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) {
      zoomAt(Math.exp(-event.deltaY * WHEEL), event.clientX - left, event.clientY - top);
      return;
    }
    view.x -= event.shiftKey ? event.deltaY : event.deltaX;
    view.y -= event.shiftKey ? 0 : event.deltaY;
    apply();
  };
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', up, { signal });
  // React's own listener would be passive.
  element.addEventListener('wheel', wheel, { signal, passive: false });
  return () => over.abort();
}
