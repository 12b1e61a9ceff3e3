import type { Bundle, CheckId, CheckResult } from '../../contract/diagnostics';
import type { TransferTicket } from '../../contract/transfers';
import { createBundles } from './bundle/bundles';
import { contextChecks } from './checks/contexts';
import { engineChecks } from './checks/engine';
import { holesCheck } from './checks/holes';
import { machineCheck } from './checks/machine';
import { networkChecks } from './checks/network';
import { ownChecks } from './checks/own';
import { permissionsCheck } from './checks/permissions';
import { programChecks } from './checks/programs';
import { roomChecks } from './checks/room';
import { sharesCheck } from './checks/shares';
import { socketCheck } from './checks/socket';
import { chosen, type Looked, runChecks } from './run-checks';
import type { Check, DiagnosticsOptions } from './types';

/** Slipway's self-tests, and what is handed on when something is wrong. */
export interface Diagnostics {
  /** Each check as it begins (`running`), and as it has ended. None named: all. */
  run(only: readonly CheckId[], signal: AbortSignal): AsyncIterable<CheckResult>;
  /** What the last look at this check found to do. Never rejects. */
  repair(id: CheckId, signal: AbortSignal): Promise<{ readonly done: boolean; readonly words: string }>;
  makeBundle(hideHome: boolean, signal: AbortSignal): Promise<Bundle>;
  bundleText(id: string, name: string): string | null;
  saveBundle(id: string, without: readonly string[]): TransferTicket | null;
}

const checksOf = (options: DiagnosticsOptions): readonly Check[] =>
  [
    ...[...engineChecks(options), socketCheck(options), ...roomChecks(options), ...networkChecks(options)],
    ...[machineCheck(options), sharesCheck(options), ...contextChecks(options), ...programChecks(options)],
    ...[...ownChecks(options), permissionsCheck(options), holesCheck(options)],
  ].sort((a, b) => a.id.localeCompare(b.id));

export function createDiagnostics(options: DiagnosticsOptions): Diagnostics {
  const { t, redact } = options;
  const last = new Map<CheckId, Looked>();

  async function* run(only: readonly CheckId[], signal: AbortSignal): AsyncGenerator<CheckResult, void, undefined> {
    const checks = chosen(checksOf(options), only);
    for await (const looked of runChecks(checks, { t, redact }, signal)) {
      if (looked.result.state !== 'running') last.set(looked.result.id, looked);
      yield looked.result;
    }
  }
  /** Of all checks, for a report: in English, and as things are now. */
  const results = async (signal: AbortSignal): Promise<readonly CheckResult[]> => {
    const found = new Map<CheckId, CheckResult>();
    const checks = checksOf({ ...options, t: options.english });
    for await (const { result } of runChecks(checks, { t: options.english, redact }, signal))
      found.set(result.id, result);
    return [...found.values()].sort((a, b) => a.id.localeCompare(b.id));
  };
  const bundles = createBundles({ ...options, results });
  return {
    run,
    async repair(id, signal) {
      const act = last.get(id)?.act;
      if (act === undefined) return { done: false, words: t('There is nothing that Slipway could do by itself.') };
      try {
        return { done: true, words: redact(await act(signal)) };
      } catch (error) {
        return { done: false, words: redact(error instanceof Error ? error.message : String(error)) };
      }
    },
    makeBundle: (hideHome, signal) => bundles.make(hideHome, signal),
    bundleText: (id, name) => bundles.text(id, name),
    saveBundle: (id, without) => bundles.save(id, without),
  };
}
