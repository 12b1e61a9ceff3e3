/** Where a key leads from a line, among `count` lines of which `page` fit on a screen; null: not a key that moves. */
export function movedIndex(key: string, from: number, { count, page }: { count: number; page: number }): number | null {
  const to = target(key, from, count, Math.max(1, page));
  return to === null ? null : Math.min(count - 1, Math.max(0, to));
}

function target(key: string, from: number, count: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return from + 1;
    case 'ArrowUp':
      return from - 1;
    case 'PageDown':
      return from + page;
    case 'PageUp':
      return from - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
