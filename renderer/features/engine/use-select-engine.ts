import { useState } from 'react';
import type { Candidate } from '../../../main/contract/engine';
import { rpc } from '../../rpc/client';
import { errorCode, errorLine } from '../../lib/errors';
import { showToast } from '../../ui/toast-store';

interface EngineChoice {
  /** The engine whose use waits for a yes. */
  readonly asking: Candidate | null;
  readonly busy: boolean;
  readonly choose: (candidate: Candidate) => void;
  readonly consent: () => void;
  readonly decline: () => void;
}

/** Picks an engine; an unencrypted remote one only after an explicit yes, which main demands, whatever this page believes. */
export function useSelectEngine(): EngineChoice {
  const [asking, setAsking] = useState<Candidate | null>(null);
  const [busy, setBusy] = useState(false);

  const select = async (candidate: Candidate, consent: boolean): Promise<void> => {
    setBusy(true);
    try {
      await rpc.call('engine.select', { key: candidate.key, consent });
      setAsking(null);
    } catch (error) {
      if (errorCode(error) === 'CONSENT_NEEDED') setAsking(candidate);
      else showToast('bad', errorLine(error));
    } finally {
      setBusy(false);
    }
  };

  return {
    asking,
    busy,
    choose: (candidate) => {
      if (candidate.state === 'consent-needed') setAsking(candidate);
      else void select(candidate, false);
    },
    consent: () => {
      if (asking !== null) void select(asking, true);
    },
    decline: () => setAsking(null),
  };
}
