import { useCallback, useState } from 'react';
import type { RecreatePlan, RecreateProgress } from '../../../../main/contract/recreate';
import type { ContainerSpec } from '../../../../main/contract/spec';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import type { FormState } from '../model/form-store';
import { type Draft, dropDraft, readAgain } from '../drafts';
import { isFit, refused } from '../use-run';
import { type Settled, useAnswer } from '../use-settled';

export interface EditWishes {
  /** An unwell one is rolled back without asking. */
  readonly automatic: boolean;
  readonly graceSeconds: number;
}

export interface Edit {
  readonly draft: Draft;
  readonly plan: Settled<RecreatePlan>;
  readonly wishes: EditWishes;
  readonly busy: boolean;
  /** All that happened so far, in order. */
  readonly steps: readonly RecreateProgress[];
  readonly failure: unknown;
  /** The new container is in place: there is nothing more to do. */
  readonly over: boolean;
  setWishes(wishes: EditWishes): void;
  begin(): void;
  /** What becomes of one that is unwell. */
  settle(operation: string, choice: 'rollback' | 'keep'): void;
  /** After somebody else changed the container. */
  readAgain(): void;
}

const PLAN_MS = 250;
const GRACE_SECONDS = 10;
/** The engine's own, between two checks. */
const CHECK_SECONDS = 30;

/** Long enough for the first checks of its health, where there are any. */
function graceFor({ spec, facts }: FormState): number {
  const { mode, startPeriod, interval } = spec.health;
  const isChecked = mode === 'custom' || (mode === 'image' && facts !== null && facts.health.length > 0);
  return isChecked ? GRACE_SECONDS + Math.ceil(startPeriod + 2 * (interval || CHECK_SECONDS)) : GRACE_SECONDS;
}

/** What an edit may call for, one at a time. */
function useDeeds() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const attempt = (deed: () => Promise<void>): void => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    deed()
      .catch((error: unknown) => setFailure(error))
      .finally(() => setBusy(false));
  };
  return { busy, failure, attempt };
}

export function useEdit(draft: Draft): Edit {
  const id = draft.edited?.id ?? '';
  const spec = draft.form((state) => state.spec);
  const ask = useCallback(
    (asked: ContainerSpec, signal: AbortSignal) => rpc.call('recreate.plan', { id, spec: asked }, { signal }),
    [id],
  );
  const plan = useAnswer(spec, ask, PLAN_MS);
  const usual = draft.form(graceFor);
  const [wished, setWishes] = useState<Partial<EditWishes>>({});
  const wishes = { automatic: true, graceSeconds: usual, ...wished };
  const [steps, setSteps] = useState<readonly RecreateProgress[]>([]);
  const { busy, failure, attempt } = useDeeds();
  const take = (item: RecreateProgress): void => {
    setSteps((old) => [...old, item]);
    if (item.type === 'done' || item.type === 'updated') dropDraft(draft);
    if (item.type === 'failed') refused(draft.form, item.problems);
  };
  const run = async (): Promise<void> => {
    const { edited, form } = draft;
    if (edited === null || !(await isFit(draft, edited.id))) return;
    setSteps([]);
    const wish = { id: edited.id, revision: edited.revision, spec: form.getState().spec, ...wishes };
    for await (const item of rpc.stream('recreate.run', wish)) take(item);
  };
  const settle = async (operation: string, choice: 'rollback' | 'keep'): Promise<void> => {
    const end = await rpc.call('recreate.settle', { operation, choice });
    if (end.type === 'rolled-back') take({ type: 'rolled-back', reason: t('You asked for it.'), id: end.id });
    else take({ type: 'done', operation, newId: end.id, warnings: [] });
  };
  const last = steps.at(-1)?.type;
  return {
    over: last === 'done' || last === 'updated',
    ...{ draft, plan, wishes, busy, steps, failure, setWishes },
    begin: () => attempt(run),
    settle: (operation, choice) => attempt(() => settle(operation, choice)),
    readAgain: () => attempt(() => readAgain(draft)),
  };
}
