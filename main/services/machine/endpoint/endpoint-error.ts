export type EndpointErrorKind =
  /** Another Slipway serves this socket. */
  | 'in-use'
  /** A path that is another program's, too long, or in a folder that others may enter. */
  | 'bad-path'
  | 'failed';

/** `message` is a sentence for the user. */
export class EndpointError extends Error {
  override readonly name = 'EndpointError';
  constructor(
    readonly kind: EndpointErrorKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
