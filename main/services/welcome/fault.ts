import type { WelcomeFaultData } from '../../contract/welcome';

/** What the contract names WELCOME_FAULT. */
export class WelcomeFault extends Error {
  override readonly name = 'WelcomeFault';
  constructor(
    readonly fault: WelcomeFaultData['fault'],
    readonly detail: string,
  ) {
    super(`${fault}: ${detail}`);
  }
}
