import type { BuildFaultData } from '../../../main/contract/build-fault';
import { hasFault } from '../../lib/errors';

/** Whether a call failed with this fault. */
export const isFault = (error: unknown, fault: BuildFaultData['fault']): boolean =>
  hasFault(error, 'BUILD_FAULT', fault);
