import { useEffect, useRef, useState } from 'react';
import type { PullProgress } from '../../../main/contract/create';
import { explainError } from '../../lib/errors';
import { rpc } from '../../rpc/client';
import { readImage } from './drafts';
import { type FormStore, setValue } from './model/form-store';

type Pulling = Extract<PullProgress, { type: 'pulling' }>;

interface Pull {
  /** null: nothing is under way. */
  readonly progress: Pulling | null;
  /** Why the last one failed; '': it did not. May hold engine text. */
  readonly failure: string;
  readonly begin: () => void;
  readonly cancel: () => void;
}

/** The image is there now: what was said of its want is over, and what it brings is read. */
async function arrived(form: FormStore, image: string, signal: AbortSignal): Promise<void> {
  // The same value once more: all that is said of it is asked for again.
  setValue(form, 'image', image);
  form.setState({ imageMissing: false });
  await readImage(form, image, signal);
}

/** Pulls the form's image by itself; whoever leaves ends it. */
export function usePull(form: FormStore): Pull {
  const [progress, setProgress] = useState<Pulling | null>(null);
  const [failure, setFailure] = useState('');
  const end = useRef(new AbortController());
  useEffect(() => () => end.current.abort(), []);
  const pull = async (signal: AbortSignal): Promise<void> => {
    const { image, platform } = form.getState().spec;
    for await (const item of rpc.stream('create.pull', { image, platform }, { signal })) {
      if (item.type === 'pulling') setProgress(item);
      else if (item.type === 'failed') setFailure(item.message);
      else await arrived(form, image, signal);
    }
  };
  return {
    ...{ progress, failure },
    begin() {
      const controller = new AbortController();
      end.current = controller;
      setFailure('');
      setProgress({ type: 'pulling', status: '', bytes: 0, total: 0 });
      pull(controller.signal)
        .catch((error: unknown) => {
          if (!controller.signal.aborted) setFailure(explainError(error).title);
        })
        .finally(() => setProgress(null));
    },
    cancel: () => end.current.abort(),
  };
}
