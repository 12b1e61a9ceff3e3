import type { FileFaultData } from '../../contract/file-fault';

/** What the contract names FILE_FAULT. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  constructor(
    readonly fault: FileFaultData['fault'],
    readonly path: string,
    readonly detail = '',
  ) {
    super(`${fault}: ${path} ${detail}`.trim());
  }
}
