import { useEffect, useMemo, useState } from 'react';
import { rpc } from '../../rpc/client';
import { useConnectionId } from '../../rpc/stores/engine-store';
import { type Draft, draftFor, loadDraft, purposeOf, readImage } from './drafts';
import { type FormStore } from './model/form-store';

interface LoadedDraft {
  readonly draft: Draft;
  /** Why what the form begins with could not be read. */
  readonly failure: unknown;
  readonly retry: () => void;
}

export function useDraft(search: string): LoadedDraft {
  const draft = useMemo(() => draftFor(purposeOf(search)), [search]);
  const [failure, setFailure] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (draft.form.getState().loaded) return;
    const end = new AbortController();
    loadDraft(draft, end.signal).then(
      () => setFailure(null),
      (error: unknown) => {
        if (!end.signal.aborted) setFailure(error);
      },
    );
    return () => end.abort();
  }, [draft, tries]);
  return { draft, failure, retry: () => setTries((count) => count + 1) };
}

const CHECK_MS = 300;
const IMAGE_MS = 350;

/** Runs `work` once what it depends on has been still for a while; ends it when that changes again. */
function useSettled(work: (signal: AbortSignal) => Promise<void>, ms: number, key: unknown): void {
  useEffect(() => {
    const end = new AbortController();
    // What is merely a proposal or a remark is not worth an error: running it says what is wrong.
    const timer = setTimeout(() => void work(end.signal).catch(() => undefined), ms);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `work` is another function at each render; `key` says when it is due
  }, [key, ms]);
}

/** Asks main what is wrong with what stands in the form, whenever that is another. */
export async function checkForm(form: FormStore, replacing: string | null, signal?: AbortSignal): Promise<void> {
  const { spec } = form.getState();
  const found = await rpc.call('create.check', { spec, replacing }, signal === undefined ? {} : { signal });
  if (form.getState().spec === spec) form.setState(found);
}

/** Keeps what is said of the draft true: its problems, and what its image brings. */
export function useAnswers(draft: Draft, replacing: string | null): void {
  const { form } = draft;
  const spec = form((state) => state.spec);
  const loaded = form((state) => state.loaded);
  const connection = useConnectionId();
  useSettled((signal) => checkForm(form, replacing, signal), CHECK_MS, loaded && connection !== null ? spec : null);
  const image = spec.image.trim();
  useSettled(
    (signal) => (image === '' ? Promise.resolve() : readImage(form, spec.image, signal)),
    IMAGE_MS,
    loaded ? `${image} ${connection ?? ''}` : '',
  );
}
