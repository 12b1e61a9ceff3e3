import type { FileFaultData } from '../../../main/contract/file-fault';
import type { TransferProgress } from '../../../main/contract/transfers';
import { errorCode } from '../../lib/errors';

/** Whether a call failed with this fault. */
export const isFault = (error: unknown, fault: FileFaultData['fault']): boolean =>
  errorCode(error) === 'FILE_FAULT' &&
  typeof error === 'object' &&
  error !== null &&
  'data' in error &&
  typeof error.data === 'object' &&
  error.data !== null &&
  'fault' in error.data &&
  error.data.fault === fault;

/** The failure of a transfer, as calls throw it. */
export const failureError = ({ code, message, data }: NonNullable<TransferProgress['failure']>): Error =>
  Object.assign(new Error(message), { code, data });
