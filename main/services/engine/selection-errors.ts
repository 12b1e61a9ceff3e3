import { say } from '../../../texts/say';

/** No engine has this key. */
export class UnknownEngine extends Error {
  override readonly name = 'UnknownEngine';
  constructor(readonly key: string) {
    super(say('No engine has this key.'));
  }
}

/** Unencrypted, to another machine, and nobody said yes. */
export class ConsentNeeded extends Error {
  override readonly name = 'ConsentNeeded';
  constructor(readonly url: string) {
    super(say('An unencrypted connection to another machine needs an explicit yes.'));
  }
}
