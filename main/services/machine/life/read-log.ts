import type { Driver } from '../driver';
import type { Powered } from './powered';
import { machineError } from './faults';
import { say } from '../../../../texts/say';

/** Bytes, from its end. */
const LOG_BYTES = 256 * 1024;

/** Hostile text. Throws what `faultOf` knows. */
export async function readLog(
  which: 'console' | 'boot' | 'engine',
  driver: Pick<Driver, 'console'>,
  powered: Powered | null,
): Promise<string> {
  if (which === 'console') return driver.console(LOG_BYTES);
  if (powered === null)
    throw machineError('timeout', say('The machine is off. Its console log is kept; this one is in the machine.'));
  return powered.agent.readLog(which, LOG_BYTES);
}
