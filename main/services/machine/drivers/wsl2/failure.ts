import { ProcessError } from '../../../process/process-error';
import { DriverError, type DriverErrorKind } from '../../driver';
import { plain } from './text';

const INSTALL = 'wsl --install --no-distribution';
const UPDATE = 'wsl --update';

interface Known {
  /** Codes and addresses: the words are translated. */
  readonly said: RegExp;
  readonly kind: DriverErrorKind;
  readonly message: string;
  readonly fix: string | null;
}

const VIRTUALIZATION: Omit<Known, 'said'> = {
  kind: 'unsupported',
  message:
    'WSL 2 needs virtualization: turn it on in the firmware (BIOS), let Windows add its part "Virtual Machine Platform", and restart.',
  fix: INSTALL,
};

const known: readonly Known[] = [
  { said: /0x80370102|HCS_E_HYPERV_NOT_INSTALLED|aka\.ms\/enablevirtualization/i, ...VIRTUALIZATION },
  { said: /0x80370114|HCS_E_SERVICE_NOT_AVAILABLE/i, ...VIRTUALIZATION },
  {
    said: /0x8007019e|0x80040154|REGDB_E_CLASSNOTREG|WSL_OPTIONAL_COMPONENT_REQUIRED/i,
    kind: 'not-installed',
    message: 'The Windows Subsystem for Linux is not installed, or not wholly.',
    fix: INSTALL,
  },
  {
    said: /0x800701bc|aka\.ms\/wsl2kernel/i,
    kind: 'unsupported',
    message: 'The Windows Subsystem for Linux is too old.',
    fix: UPDATE,
  },
  {
    said: /0x80070070|ERROR_DISK_FULL/i,
    kind: 'disk-full',
    message: "This computer's disk is full. Make room and start again.",
    fix: null,
  },
  {
    said: /0x800700b7|ERROR_ALREADY_EXISTS/i,
    kind: 'failed',
    message: 'WSL already has a distribution of that name, and it is not Slipway’s.',
    fix: null,
  },
  {
    said: /WSL_E_DISTRO_NOT_FOUND/i,
    kind: 'not-running',
    message: 'WSL does not have the distribution of Slipway any more.',
    fix: null,
  },
  {
    said: /WSL_E_DISTRO_NOT_STOPPED|0x8007139f/i,
    kind: 'failed',
    message: 'The machine must be stopped for this.',
    fix: null,
  },
];

/** What wsl.exe's words mean for the user. `what`: one sentence for when they mean nothing known. */
export function wslFailure(what: string, said: string): DriverError {
  const detail = plain(said).trim();
  const found = known.find((each) => each.said.test(detail));
  if (found === undefined) return new DriverError('failed', what, null, detail);
  return new DriverError(found.kind, found.message, found.fix, detail);
}

export const notInstalled = (detail: string): DriverError =>
  new DriverError('not-installed', 'The Windows Subsystem for Linux is not installed.', INSTALL, detail);

export const tooOld = (found: string | null, needed: string): DriverError =>
  new DriverError(
    'unsupported',
    `The Windows Subsystem for Linux ${found ?? 'of this computer'} is too old: Slipway needs ${needed}.`,
    UPDATE,
  );

/** What kept wsl.exe from running to its end. Rethrows what is no ProcessError. */
export function processFailure(what: string, error: unknown): DriverError {
  if (!(error instanceof ProcessError)) throw error;
  const detail = plain(`${error.stdout}\n${error.stderr}`).trim() || error.message;
  if (error.kind === 'not-found') return notInstalled(detail);
  if (error.kind === 'timeout') {
    const message = `WSL did not answer in time (${what}). If that stays so, restart the computer: WSL itself hangs.`;
    return new DriverError('timeout', message, null, detail);
  }
  return new DriverError('failed', `${what}: wsl.exe could not be run.`, null, detail);
}
