import type { MachineFault } from '../../../main/contract/machine';
import { errorCode, errorLine } from '../../lib/errors';

/** What is told of a fault; its kind is for those who act on it. */
export type FaultWords = Omit<MachineFault, 'kind'>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The fault an `rpc` call rejected with; null: it is another error. */
export function faultOf(error: unknown): FaultWords | null {
  if (errorCode(error) !== 'MACHINE_FAULT') return null;
  const data: unknown = typeof error === 'object' && error !== null && 'data' in error ? error.data : null;
  if (typeof data !== 'object' || data === null) return null;
  const { message, fix, detail }: Readonly<Record<string, unknown>> = { ...data };
  return { message: text(message), fix: text(fix) === '' ? null : text(fix), detail: text(detail) };
}

/** What went wrong, in one line. */
export const failureLine = (error: unknown): string => faultOf(error)?.message ?? errorLine(error);
