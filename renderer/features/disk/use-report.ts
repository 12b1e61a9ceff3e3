import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DiskReport } from '../../../main/contract/disk';
import { errorCode } from '../../lib/errors';
import { rpc } from '../../rpc/client';
import { useConnectionId, useEngine } from '../../rpc/stores/engine-store';

export interface ReportView {
  /** Undefined: not yet known whether there is one; null: nothing was measured yet. */
  readonly report: DiskReport | null | undefined;
  readonly measuring: boolean;
  readonly error: unknown;
  readonly measure: () => void;
  readonly cancel: () => void;
}

/** What the engine's disk was last measured to hold; measured anew on demand only. */
export function useReport(): ReportView {
  const connection = useConnectionId();
  const engineKey = useEngine(({ state }) => state?.status.engine?.key ?? '');
  const queryKey = ['disk', 'last', engineKey];
  const client = useQueryClient();
  const last = useQuery({ queryKey, queryFn: () => rpc.call('disk.last', undefined), enabled: connection !== null });
  const [state, setState] = useState<{ readonly measuring: boolean; readonly error: unknown }>({
    ...{ measuring: false, error: null },
  });
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  const cancel = useCallback(() => under.current?.abort(), []);
  const measure = (): void => {
    under.current?.abort();
    const control = new AbortController();
    under.current = control;
    setState({ measuring: true, error: null });
    const done = (error: unknown): void => {
      if (under.current === control) setState({ measuring: false, error });
    };
    rpc.call('disk.measure', undefined, { signal: control.signal }).then(
      (report) => {
        client.setQueryData(['disk', 'last', report.engineKey], report);
        done(null);
      },
      (error: unknown) => done(errorCode(error) === 'CANCELLED' ? null : error),
    );
  };
  return { report: last.data, ...state, measure, cancel };
}
