import { say } from '../../../texts/say';

/** BIN_NAME_TAKEN of the contract. */
export class BinNameTaken extends Error {
  override readonly name = 'BinNameTaken';
  constructor(
    readonly taken: string,
    readonly free: string,
  ) {
    super(say('{taken} is taken', { taken }));
  }
}

/** BIN_GONE of the contract. */
export class BinGone extends Error {
  override readonly name = 'BinGone';
}
