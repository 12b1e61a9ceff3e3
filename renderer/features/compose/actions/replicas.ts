/** As the contract allows. */
const MOST = 1_000;

/** How many that text means; null: it is no number of containers. */
export function replicasOf(text: string): number | null {
  const value = text.trim();
  if (!/^\d{1,4}$/.test(value)) return null;
  return Number(value) > MOST ? null : Number(value);
}
