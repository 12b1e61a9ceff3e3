import type { KeyObject } from 'node:crypto';
import { type AppUpdater, CancellationToken, Provider, type UpdateInfo } from 'electron-updater';
import {
  getFileList,
  parseUpdateInfo,
  type ProviderRuntimeOptions,
  resolveFiles,
} from 'electron-updater/out/providers/Provider';
import { UpdateFailure } from '../../../services/shell/updater';
import { isSigned } from './feed';

/** What `setFeedURL` hands on. */
export interface SignedFeed {
  readonly url: string;
  readonly publicKey: KeyObject;
  /** Of the file that this system installs: `AppImage`, `exe`, `zip`. */
  readonly extension: string;
  /** ms for both files of the feed. */
  readonly timeoutMs: number;
}

/** A few releases' worth of notes; what is longer is no feed. */
const LONGEST_FEED = 1_000_000;

const baseOf = (url: string): URL => new URL(url.endsWith('/') ? url : `${url}/`);

/**
 * A feed of which nothing is believed before its signature was checked: beside `latest*.yml` stands `latest*.yml.sig`, the Ed25519 signature
 * of that file's bytes in base64. The yml has the SHA-512 of each file, so that this signature stands for the program, too.
 */
export class SignedProvider extends Provider<UpdateInfo> {
  readonly #feed: SignedFeed;

  constructor(feed: SignedFeed, _updater: AppUpdater, options: ProviderRuntimeOptions) {
    super(options);
    this.#feed = feed;
  }

  /** electron-updater would send a number that is this computer's for good: nobody is to be recognised by asking. */
  override setRequestHeaders(): void {
    super.setRequestHeaders({ accept: '*/*' });
  }

  override async getLatestVersion(): Promise<UpdateInfo> {
    const name = `${this.getDefaultChannelName()}.yml`;
    const url = new URL(name, baseOf(this.#feed.url));
    const token = new CancellationToken();
    const late = setTimeout(() => token.cancel(), this.#feed.timeoutMs);
    try {
      const text = (await this.httpRequest(url, null, token)) ?? '';
      const signature = (await this.httpRequest(new URL(`${url.href}.sig`), null, token)) ?? '';
      if (text.length > LONGEST_FEED) throw new UpdateFailure('feed', `${name} is too long`);
      if (!isSigned(text, signature, this.#feed.publicKey))
        throw new UpdateFailure('signature', `${name} does not bear the signature of Slipway’s releases`);
      return this.#checked(parseUpdateInfo(text, name, url), name);
    } finally {
      clearTimeout(late);
    }
  }

  override resolveFiles(info: UpdateInfo) {
    return resolveFiles(info, baseOf(this.#feed.url));
  }

  /** The feed of another system bears our signature as well. */
  #checked(info: UpdateInfo, name: string): UpdateInfo {
    const files = getFileList(info);
    const ours = files.some(({ url }) => url.toLowerCase().endsWith(`.${this.#feed.extension.toLowerCase()}`));
    if (!ours) throw new UpdateFailure('feed', `${name} has no .${this.#feed.extension}`);
    if (files.some(({ sha512 }) => !sha512)) throw new UpdateFailure('feed', `${name} has a file without its SHA-512`);
    return info;
  }
}
