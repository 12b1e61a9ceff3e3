import { DriverError } from '../../driver';

const INSTALL_VFKIT = 'brew install vfkit';

interface Known {
  readonly said: RegExp;
  readonly error: (detail: string) => DriverError;
}

const known: readonly Known[] = [
  {
    said: /com\.apple\.security\.virtualization|entitlement/,
    error: (detail) =>
      new DriverError(
        'unsupported',
        'This vfkit is not signed for virtualization. Install it again.',
        'brew reinstall vfkit',
        detail,
      ),
  },
  {
    said: /virtualization is not (available|supported)|not supported on this (hardware|machine)/i,
    error: (detail) =>
      new DriverError('unsupported', 'This Mac cannot run virtual machines, or is one itself.', null, detail),
  },
  {
    said: /kernel must be uncompressed/,
    error: (detail) =>
      new DriverError('unsupported', "The image's kernel is compressed, which vfkit cannot start.", null, detail),
  },
  {
    said: /unknown (flag|option|device type)/i,
    error: (detail) => new DriverError('unsupported', 'This vfkit is too old.', 'brew upgrade vfkit', detail),
  },
  {
    said: /no space left on device/i,
    error: (detail) =>
      new DriverError('disk-full', "This computer's disk is full. Make room and start again.", null, detail),
  },
];

/** What a program's last words mean for the user. `what`: one sentence for when they mean nothing known. */
export function failureOf(what: string, log: string): DriverError {
  const detail = log.trim();
  return known.find(({ said }) => said.test(detail))?.error(detail) ?? new DriverError('failed', what, null, detail);
}

export const missing = (program: 'vfkit' | 'gvproxy'): DriverError =>
  program === 'vfkit'
    ? new DriverError('not-installed', 'vfkit is not installed. Install it with Homebrew.', INSTALL_VFKIT)
    : new DriverError(
        'not-installed',
        "gvproxy, the machine's network, is not installed. Homebrew has it inside the package podman.",
        'brew install podman',
      );

export const tooOld = (program: 'vfkit' | 'gvproxy', found: string, needed: string): DriverError =>
  new DriverError(
    'unsupported',
    `${program} ${found} is too old: Slipway needs ${needed}.`,
    program === 'vfkit' ? 'brew upgrade vfkit' : 'brew upgrade podman',
  );
