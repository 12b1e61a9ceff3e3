import type { Data, HeldContainer, Store } from '../store';

/** What is held, and was, on one engine; each change is on the disk when it resolves. */
export interface Records {
  all(): readonly HeldContainer[];
  of(id: string): HeldContainer | null;
  put(record: Omit<HeldContainer, 'engine' | 'at'>): Promise<void>;
  drop(id: string): Promise<void>;
}

export function recordsOf(store: Store, engine: string): Records {
  const without = ({ held }: Data, id: string): HeldContainer[] =>
    held.filter((one) => one.engine !== engine || one.id !== id);
  const all = (): readonly HeldContainer[] => store.data().held.filter((one) => one.engine === engine);
  return {
    all,
    of: (id) => all().find((one) => one.id === id) ?? null,
    put: (record) =>
      store.change((data) => ({
        ...data,
        held: [...without(data, record.id), { ...record, engine, at: Date.now() }],
      })),
    drop: (id) => store.change((data) => ({ ...data, held: without(data, id) })),
  };
}

const NAMES_KEPT = 500;

/** As compose called a project when that was last known; null: never. */
export const lastNameOf = ({ projects }: Data, engine: string, key: string): string | null =>
  projects.find((one) => one.engine === engine && one.key === key)?.name ?? null;

/** Keeps how projects are called: before compose's own list is read, what is held of them must not count as nobody's. */
export async function rememberNames(
  store: Store,
  engine: string,
  names: readonly { readonly key: string; readonly name: string }[],
): Promise<void> {
  const fresh = names.filter(({ key, name }) => lastNameOf(store.data(), engine, key) !== name);
  if (fresh.length === 0) return;
  const keys = new Set(fresh.map(({ key }) => key));
  await store.change((data) => ({
    ...data,
    projects: [
      ...fresh.map((one) => ({ engine, ...one })),
      ...data.projects.filter((one) => one.engine !== engine || !keys.has(one.key)),
    ].slice(0, NAMES_KEPT),
  }));
}
