import { useEffect, useRef, useState } from 'react';
import type { ReachEvidence, ReachVerdict } from '../../../../main/contract/network-reach';
import { errorCode } from '../../../lib/errors';
import { rpc } from '../../../rpc/client';

export interface ReachRun {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly evidence: readonly ReachEvidence[];
  readonly verdict: ReachVerdict | null;
  readonly error: unknown;
  readonly running: boolean;
}

interface Reach {
  readonly run: ReachRun | null;
  start(wish: Pick<ReachRun, 'from' | 'to' | 'port'>): void;
  clear(): void;
}

/** One test at a time, told as its evidence is found. It ends with the view. */
export function useReach(): Reach {
  const [run, setRun] = useState<ReachRun | null>(null);
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  const clear = (): void => {
    under.current?.abort();
    setRun(null);
  };
  return {
    run,
    clear,
    start(wish) {
      under.current?.abort();
      const over = new AbortController();
      under.current = over;
      let now: ReachRun = { ...wish, evidence: [], verdict: null, error: null, running: true };
      const tell = (patch: Partial<ReachRun>): void => {
        now = { ...now, ...patch };
        if (!over.signal.aborted) setRun(now);
      };
      const follow = async (): Promise<void> => {
        for await (const news of rpc.stream('networks.reach', wish, { signal: over.signal })) {
          if (news.type === 'verdict') tell({ verdict: news.verdict });
          else tell({ evidence: [...now.evidence, news.evidence] });
        }
      };
      tell({});
      follow().then(
        () => tell({ running: false }),
        (error: unknown) => tell({ running: false, error: errorCode(error) === 'CANCELLED' ? null : error }),
      );
    },
  };
}
