const KEY = 'slipway.palette';
const MOST = 30;

const isText = (value: unknown): value is string => typeof value === 'string';

/** Ids of what was chosen, the latest first. Kept in this browser alone, as far as it keeps anything. */
export function recents(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isText).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function noteRecent(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([id, ...recents().filter((other) => other !== id)].slice(0, MOST)));
  } catch {
    // Without it nothing is first the next time.
  }
}
