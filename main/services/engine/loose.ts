/** Readers for answers whose shape is the engine's word only: a value of the wrong type becomes nothing, never an error. */
export type Loose = Readonly<Record<string, unknown>>;

const NOTHING: Loose = Object.freeze({});

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const record = (value: unknown): Loose => (isRecord(value) ? value : NOTHING);
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const number = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

const FIRST_HIGH = 0xd800;
const LAST_HIGH = 0xdbff;

/** At most `limit` UTF-16 units; what is cut ends with an ellipsis and never with half a character. */
export function cut(value: string, limit: number): string {
  if (value.length <= limit) return value;
  const last = value.charCodeAt(limit - 2);
  const half = last >= FIRST_HIGH && last <= LAST_HIGH;
  // Joined and split apart: a slice would keep the whole 5 MB string alive.
  return `${Buffer.from(value.slice(0, half ? limit - 2 : limit - 1)).toString()}…`;
}

/** ms since the epoch; null for none and for Go's zero time. */
export function time(value: unknown): number | null {
  const said = text(value);
  const parsed = said === '' || said.startsWith('0001-') ? Number.NaN : Date.parse(said);
  return Number.isNaN(parsed) ? null : parsed;
}
