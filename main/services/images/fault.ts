import type { ImageFaultData } from '../../contract/image-fault';

/** What the contract names IMAGE_FAULT. */
export class ImageFault extends Error {
  override readonly name = 'ImageFault';
  constructor(
    readonly fault: ImageFaultData['fault'],
    readonly image: string,
    readonly detail = '',
  ) {
    super(`${fault}: ${image} ${detail}`.trim());
  }
}
