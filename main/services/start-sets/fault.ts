import type { StartSetFaultData } from '../../contract/start-set-fault';

/** What the contract names START_SET_FAULT. */
export class StartSetFault extends Error {
  override readonly name = 'StartSetFault';
  constructor(
    readonly fault: StartSetFaultData['fault'],
    readonly subject: string,
    readonly detail = '',
  ) {
    super(`${fault}: ${subject}: ${detail}`);
  }
}
