/** Where the page is asked to go by what lies outside of it. */
export interface Routes {
  /** `route`: the address of a view (`/containers/<id>`). The next page that is there shows it; the newest one counts. */
  open(route: string): void;
  /** One that no page has taken yet; it is taken with that. */
  take(): string | null;
  /** Called when there is one. */
  onOpen(listener: () => void): () => void;
}

export function createRoutes(): Routes {
  const listeners = new Set<() => void>();
  let asked: string | null = null;
  return {
    open(route) {
      asked = route;
      for (const listener of listeners) listener();
    },
    take() {
      const route = asked;
      asked = null;
      return route;
    },
    onOpen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
