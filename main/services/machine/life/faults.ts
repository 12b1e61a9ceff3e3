import type { MachineFault } from '../../../contract/machine';
import { AgentError } from '../agent/types';
import { CertificateError } from '../certificates/ensure';
import { DiskError } from '../disk/disk-error';
import { DriverError, type DriverErrorKind } from '../driver';
import { ImageError } from '../images/image-error';
import { ShareError } from '../shares/normalize';
import { DamagedDisk } from './boot-watch';
import { say } from '../../../../texts/say';

/** What the machine cannot do, as its user is told. */
export class MachineError extends Error {
  override readonly name = 'MachineError';
  constructor(readonly fault: MachineFault) {
    super(fault.message);
  }
}

const KINDS: Readonly<Record<DriverErrorKind, MachineFault['kind']>> = {
  'not-installed': 'not-installed',
  unsupported: 'unsupported',
  failed: 'start-failed',
  timeout: 'timeout',
  'disk-full': 'host-disk-full',
  'port-in-use': 'start-failed',
  'not-running': 'start-failed',
};

const fault = (kind: MachineFault['kind'], message: string, detail = '', fix: string | null = null): MachineFault => ({
  ...{ kind, message, fix, detail },
});

export const machineError = (kind: MachineFault['kind'], message: string, detail = ''): MachineError =>
  new MachineError(fault(kind, message, detail));

/** A sentence for the user for whatever a part of the machine throws; null: nothing that we know of, so a bug. */
export function faultOf(error: unknown): MachineFault | null {
  if (error instanceof MachineError) return error.fault;
  if (error instanceof DriverError) return fault(KINDS[error.kind], error.message, error.detail, error.fix);
  if (error instanceof DamagedDisk)
    return fault(
      'disk-damaged',
      say(
        'The data disk is damaged, beyond what is mended without asking. Nothing on it was deleted: repair it, export it, or restore a snapshot.',
      ),
      error.report,
    );
  if (error instanceof DiskError)
    return fault(error.kind === 'disk-full' ? 'host-disk-full' : 'start-failed', error.message);
  if (error instanceof ImageError)
    return fault(error.kind === 'disk-full' ? 'host-disk-full' : 'image', error.message, error.detail);
  if (error instanceof CertificateError || error instanceof ShareError) return fault('start-failed', error.message);
  if (error instanceof AgentError)
    return fault(
      'timeout',
      say('The machine does not answer. Its console log may say why; Kill ends it.'),
      error.message,
    );
  return null;
}

/** Whatever a part throws, as its user is told. */
export async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const known = faultOf(error);
    throw known === null ? error : new MachineError(known);
  }
}
