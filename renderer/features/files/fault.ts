import type { FileFaultData } from '../../../main/contract/file-fault';
import type { TransferProgress } from '../../../main/contract/transfers';
import { hasFault } from '../../lib/errors';

/** Whether a call failed with this fault. */
export const isFault = (error: unknown, fault: FileFaultData['fault']): boolean => hasFault(error, 'FILE_FAULT', fault);

/** The failure of a transfer, as calls throw it. */
export const failureError = ({ code, message, data }: NonNullable<TransferProgress['failure']>): Error =>
  Object.assign(new Error(message), { code, data });
