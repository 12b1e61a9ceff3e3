import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { RunProgress } from '../../../main/contract/create';
import type { SpecProblem } from '../../../main/contract/spec';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { showToast } from '../../ui/toast-store';
import { type Draft, dropDraft } from './drafts';
import { goTo } from './parts/problem-list';
import type { FormStore } from './model/form-store';
import { allProblems } from './model/problems';
import { checkForm } from './use-draft';

export interface RunChoice {
  readonly start: boolean;
  readonly pull: 'missing' | 'always';
  readonly keep: boolean;
}

export interface Run {
  readonly busy: boolean;
  readonly progress: RunProgress | null;
  readonly failure: unknown;
  begin(choice: RunChoice): void;
  /** Only while it pulls: nothing is made yet. */
  cancel(): void;
}

/** Whether nothing stands in the way; else leads to the first thing that does. */
export async function isFit({ form }: Draft, replacing: string | null): Promise<boolean> {
  form.setState({ tried: true });
  await checkForm(form, replacing);
  const wrong = allProblems(form.getState()).find(({ severity }) => severity === 'error');
  if (wrong !== undefined) goTo(form, wrong.path);
  return wrong === undefined;
}

/** What the engine did not take, at the fields it is about. */
export function refused(form: FormStore, problems: readonly SpecProblem[]): void {
  // What is about no field is told as a whole.
  const refusals = problems.filter(({ path }) => path !== '');
  form.setState({ refusals, tried: true });
  const [first] = refusals;
  if (first !== undefined) goTo(form, first.path);
}

export function useRun(draft: Draft): Run {
  const [busy, setBusy] = useState(false);
  const [progress, setProgress] = useState<RunProgress | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [, navigate] = useLocation();
  const end = useRef(new AbortController());
  useEffect(() => () => end.current.abort(), []);
  const take = (item: RunProgress): void => {
    setProgress(item);
    if (item.type === 'failed') refused(draft.form, item.problems);
    if (item.type !== 'done') return;
    dropDraft(draft);
    for (const warning of item.warnings) showToast('warn', t('The engine warns:'), warning);
    showToast('ok', item.started ? t('The container was made and started.') : t('The container was made.'));
    navigate(`/containers/${encodeURIComponent(item.id)}`);
  };
  const run = async (choice: RunChoice, signal: AbortSignal): Promise<void> => {
    if (!(await isFit(draft, null))) return;
    const { spec } = draft.form.getState();
    for await (const item of rpc.stream('create.run', { spec, ...choice }, { signal })) take(item);
  };
  return {
    ...{ busy, progress, failure },
    begin(choice) {
      if (busy) return;
      const controller = new AbortController();
      end.current = controller;
      setBusy(true);
      setFailure(null);
      setProgress(null);
      draft.form.setState({ refusals: [] });
      run(choice, controller.signal)
        .catch((error: unknown) => {
          setProgress(null);
          if (!controller.signal.aborted) setFailure(error);
        })
        .finally(() => setBusy(false));
    },
    cancel: () => end.current.abort(),
  };
}
