const KEPT = /-slipway-old-\d+$/;

/** Whose place a kept container had; null: it is no kept one. */
export const keptOf = (name: string): string | null => (KEPT.test(name) ? name.replace(KEPT, '') : null);
