import type { Scope } from './scope';

const KEY = 'slipway.terminal.';

const keyOf = (scope: Scope): string => KEY + (scope ?? 'host');

/** Which of its terminals a view showed last in this window; kept over a reload. */
export function readShownTab(scope: Scope): string | null {
  try {
    return sessionStorage.getItem(keyOf(scope));
  } catch {
    return null;
  }
}

export function keepShownTab(scope: Scope, tab: string): void {
  try {
    sessionStorage.setItem(keyOf(scope), tab);
  } catch {
    // A browser that keeps nothing: the last one is shown then.
  }
}
