import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { rpc } from '../../../rpc/client';

/** Asks before the browser's tab goes with what is not saved. A window of the desktop host would be held without a word: there it is not asked. */
export function useUnloadGuard(dirty: boolean): void {
  const host = useQuery({ queryKey: ['host'], queryFn: () => rpc.call('host.info', undefined), staleTime: Infinity });
  const guarded = dirty && host.data?.host === 'browser';
  useEffect(() => {
    if (!guarded) return;
    const onUnload = (event: Event): void => event.preventDefault();
    globalThis.addEventListener('beforeunload', onUnload);
    return () => globalThis.removeEventListener('beforeunload', onUnload);
  }, [guarded]);
}
