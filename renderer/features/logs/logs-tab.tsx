import { useMemo } from 'react';
import { LogView } from './view/log-view';

/** The logs of one container, and of what replaces it. */
export function LogsTab({ id }: { readonly id: string }) {
  const selection = useMemo(() => ({ kind: 'containers' as const, ids: [id] }), [id]);
  return <LogView key={id} selection={selection} />;
}
