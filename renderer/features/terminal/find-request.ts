const listeners = new Set<() => void>();

/** The bar's button asks for the search of whichever pane is active. */
export const requestFind = (): void => {
  for (const listener of listeners) listener();
};

export const onFindRequest = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
