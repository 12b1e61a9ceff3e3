import { useState } from 'react';

/**
 * Ids in the order in which they were last shown, new ones at the end, as long as `held`: nothing moves under a pointer. Else as
 * they are given.
 */
export function useHeldOrder(ids: readonly string[], held: boolean): readonly string[] {
  const [shown, setShown] = useState<readonly string[]>(ids);
  const there = new Set(ids);
  const known = new Set(shown);
  const order = held ? [...shown.filter((id) => there.has(id)), ...ids.filter((id) => !known.has(id))] : ids;
  if (order.length !== shown.length || order.some((id, at) => id !== shown[at])) setShown(order);
  return order;
}
