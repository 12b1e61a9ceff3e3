/** CSS pixels of the window. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 10;
const MARGIN = 8;

const within = (value: number, most: number): number => Math.max(MARGIN, Math.min(value, most - MARGIN));

/** Where a card stands beside what it is about: on the side with room, never over it where that can be helped. */
export function placeBeside(
  anchor: Box,
  card: Pick<Box, 'width' | 'height'>,
  window: Pick<Box, 'width' | 'height'>,
): Pick<Box, 'left' | 'top'> {
  const right = anchor.left + anchor.width + GAP;
  const middle = anchor.top + anchor.height / 2 - card.height / 2;
  if (
    right + card.width + MARGIN <= window.width &&
    anchor.width < window.width / 2 &&
    anchor.top < window.height - card.height
  )
    return { left: right, top: within(middle, window.height - card.height) };
  const above = anchor.top - GAP - card.height;
  const top = above >= MARGIN ? above : anchor.top + anchor.height + GAP;
  return {
    left: within(anchor.left + anchor.width / 2 - card.width / 2, window.width - card.width),
    top: within(top, window.height - card.height),
  };
}
