/** Whether anybody looks. */
export interface Visibility {
  visible(): boolean;
  set(visible: boolean): void;
  /** Called when it turns visible. */
  onShown(listener: () => void): () => void;
}

export function createVisibility(): Visibility {
  let visible = true;
  const listeners = new Set<() => void>();
  return {
    visible: () => visible,
    set: (next) => {
      const shown = next && !visible;
      visible = next;
      if (shown) for (const listener of [...listeners]) listener();
    },
    onShown: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
