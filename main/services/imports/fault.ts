import type { ImportFaultData } from '../../contract/import-fault';

/** What the contract names IMPORT_FAULT. */
export class ImportFault extends Error {
  override readonly name = 'ImportFault';
  constructor(
    readonly fault: ImportFaultData['fault'],
    readonly subject: string,
    readonly detail = '',
  ) {
    super(`${fault}: ${subject} ${detail}`.trim());
  }
}
