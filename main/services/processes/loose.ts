// Readers for answers whose shape is the engine's word only: a value of the wrong type becomes nothing, never an error.

type Loose = Readonly<Record<string, unknown>>;

export const record = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Joined and split apart: a slice would keep the whole of a 5 MB string alive. */
export const cut = (value: string, limit: number): string =>
  value.length <= limit ? value : `${Buffer.from(value.slice(0, limit - 1)).toString()}…`;
