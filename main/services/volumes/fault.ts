import type { VolumeFaultData } from '../../contract/volume-fault';

/** What the contract names VOLUME_FAULT. */
export class VolumeFault extends Error {
  override readonly name = 'VolumeFault';
  constructor(
    readonly fault: VolumeFaultData['fault'],
    readonly volume: string,
    readonly detail = '',
  ) {
    super(`${fault}: ${volume} ${detail}`.trim());
  }
}
