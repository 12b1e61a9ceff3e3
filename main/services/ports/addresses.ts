/** Which families of addresses something stands on, and where in each: `*` for all of them. */
interface Reach {
  readonly v4: string | null;
  readonly v6: string | null;
}

const isV6 = (address: string): boolean => address.includes(':');

/** As the engine publishes: every family by its own address. */
export function publishedReach(address: string): Reach {
  if (address === '') return { v4: '*', v6: '*' };
  if (address === '0.0.0.0') return { v4: '*', v6: null };
  if (address === '::' || address === '[::]') return { v4: null, v6: '*' };
  return isV6(address) ? { v4: null, v6: address } : { v4: address, v6: null };
}

/** As programs listen: one at `::` mostly hears both families. */
export function listeningReach(address: string): Reach {
  return address === '::' ? { v4: '*', v6: '*' } : publishedReach(address);
}

const meets = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && (a === '*' || b === '*' || a === b);

/** Whether both cannot have the same port. */
export const overlap = (a: readonly Reach[], b: readonly Reach[]): boolean =>
  a.some((one) => b.some((other) => meets(one.v4, other.v4) || meets(one.v6, other.v6)));
