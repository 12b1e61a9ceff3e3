import { DriverError } from '../../driver';
import { say } from '../../../../../texts/say';

/** What QEMU says when it cannot begin, and what that means. */
const CAUSES: readonly (readonly [RegExp, (found: RegExpExecArray) => DriverError])[] = [
  [
    /Could not set up host forwarding rule '(?:tcp|udp):([\d.]+:\d+)/,
    ([, place = '']) => new DriverError('port-in-use', say('Port {place} is taken by another program.', { place })),
  ],
  [
    /Failed to get (?:"\w+"|shared "\w+") lock/,
    () =>
      new DriverError('failed', say('Another program uses the machine’s disk, so it was not started a second time.')),
  ],
  [
    /No space left on device/,
    () => new DriverError('disk-full', say('The disk of this computer is full. Make room and start again.')),
  ],
  [
    /[Cc]annot (?:allocate|set up guest) memory/,
    () => new DriverError('failed', say('There is not enough memory for the machine. Give it less in its settings.')),
  ],
  [
    /(?:[Cc]ould not open|failed to load|could not load kernel) '?([^':\n]+)'?/,
    ([, file = '']) => new DriverError('failed', say('QEMU could not open {file}.', { file })),
  ],
  [
    /Address already in use/,
    () => new DriverError('failed', say('Something else listens where the machine’s own sockets belong.')),
  ],
];

/** `output`: all that QEMU wrote; hostile at most as far as paths are. */
export function launchFailure(output: string, end: string): DriverError {
  const detail = output.trim();
  for (const [pattern, make] of CAUSES) {
    const found = pattern.exec(output);
    if (found === null) continue;
    const { kind, message } = make(found);
    return new DriverError(kind, message, null, detail);
  }
  return new DriverError('failed', say('QEMU ended as soon as it was started ({end}).', { end }), null, detail);
}
