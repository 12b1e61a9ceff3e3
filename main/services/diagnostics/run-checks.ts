import type { CheckId, CheckRepair, CheckResult } from '../../contract/diagnostics';
import type { Texts } from '../../../texts/translate';
import type { Check, Repair, Verdict } from './types';

const LIMIT_MS = 10_000;

/** A result, and what its repair does. */
export interface Looked {
  readonly result: CheckResult;
  readonly act: Repair['act'];
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Never rejects and never hangs: what takes longer than it may has failed, whatever it still does. */
async function judged({ look, timeoutMs = LIMIT_MS }: Check, t: Texts['t'], signal: AbortSignal): Promise<Verdict> {
  const ending = new AbortController();
  const leave = AbortSignal.any([signal, ending.signal]);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Verdict>((resolve) => {
    timer = setTimeout(() => {
      const seconds = Math.round(timeoutMs / 1000);
      resolve({ state: 'fail', evidence: [t('No result within {seconds} s.', { seconds })] });
    }, timeoutMs);
  });
  const looked = look(leave).catch((error: unknown): Verdict => ({
    state: 'fail',
    evidence: [words(error)],
    detail: t('The check itself could not be done.'),
  }));
  try {
    return await Promise.race([looked, late]);
  } finally {
    clearTimeout(timer);
    ending.abort();
  }
}

const shownOf = ({ kind, label, command, route }: Repair, redact: (text: string) => string): CheckRepair => ({
  ...{ kind, label, route },
  command: redact(command),
});

/** Runs them side by side: each as it begins, and as it has ended. */
export async function* runChecks(
  checks: readonly Check[],
  { t, redact }: { readonly t: Texts['t']; readonly redact: (text: string) => string },
  signal: AbortSignal,
): AsyncGenerator<Looked, void, undefined> {
  const ready: Looked[] = [];
  let wake: () => void = () => undefined;
  const tell = (looked: Looked): void => {
    ready.push(looked);
    wake();
  };
  const base = (check: Check) => ({ id: check.id, title: check.title });
  for (const check of checks) {
    const startedAt = performance.now();
    const blank = { evidence: [], detail: '', repair: null, durationMs: 0 };
    tell({ result: { ...base(check), ...blank, state: 'running' }, act: undefined });
    void judged(check, t, signal).then(({ state, evidence, detail = '', repair = null }) => {
      tell({
        result: {
          ...{ ...base(check), state, evidence: evidence.map(redact), detail: redact(detail) },
          repair: repair === null ? null : shownOf(repair, redact),
          durationMs: Math.round(performance.now() - startedAt),
        },
        act: repair?.act,
      });
    });
  }
  let open = checks.length;
  const leave = (): void => wake();
  signal.addEventListener('abort', leave, { once: true });
  try {
    while (open > 0 || ready.length > 0) {
      const next = ready.shift();
      if (next !== undefined) {
        if (next.result.state !== 'running') open -= 1;
        yield next;
      } else if (signal.aborted) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** Those named, in the order of their numbers; none named: all. */
export const chosen = (checks: readonly Check[], only: readonly CheckId[]): readonly Check[] =>
  only.length === 0 ? checks : checks.filter(({ id }) => only.includes(id));
