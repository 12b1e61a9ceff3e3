import type { BuildFaultData } from '../../contract/build-fault';

/** What the contract names BUILD_FAULT. */
export class BuildFault extends Error {
  override readonly name = 'BuildFault';
  constructor(
    readonly fault: BuildFaultData['fault'],
    readonly path: string,
    readonly detail = '',
  ) {
    super(`${fault}: ${path}${detail === '' ? '' : `: ${detail}`}`);
  }
}

/** The system's words, or whatever there is. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
