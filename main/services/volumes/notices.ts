/** What happened while nobody looked, until it is dismissed. */
export interface Notices {
  list(): { id: string; text: string }[];
  add(text: string): void;
  dismiss(id: string): void;
  onChange(listener: () => void): () => void;
}

const MOST = 20;

export function createNotices(): Notices {
  let notices: readonly { readonly id: string; readonly text: string }[] = [];
  const listeners = new Set<() => void>();
  let last = 0;
  const set = (next: typeof notices): void => {
    notices = next.slice(-MOST);
    for (const listener of [...listeners]) listener();
  };
  return {
    list: () => [...notices],
    add: (text) => set([...notices, { id: `notice-${String(++last)}`, text }]),
    dismiss(id) {
      const left = notices.filter((notice) => notice.id !== id);
      if (left.length < notices.length) set(left);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
