// What a package is made with beyond electron-builder.yml, from what the environment says.
import { Failure } from '../lib/say.mjs';

/**
 * @typedef {object} PackageOptions
 * @property {Readonly<Record<string, string>> | null} feed The text of `update-feed.json`; null: the package asks nobody for updates.
 * @property {readonly string[]} flags For electron-builder.
 */

/**
 * `UPDATE_FEED`: the https address that updates are asked for at; `UPDATE_PUBLIC_KEY`: whose Ed25519 signature they bear (its 32 bytes in
 * base64); `UPDATE_PUBLISHER`: whose name the certificate of a Windows program bears, without which Windows takes none; `HOMEPAGE`: the
 * project's address, which deb wants. Throws `Failure`.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {readonly string[]} args As given to electron-builder.
 * @returns {PackageOptions}
 */
export const packageOptions = (env, args) => {
  /** @param {string} name */
  const given = (name) => (env[name] ?? '').trim();
  const [url, publicKey, publisherName] = [given('UPDATE_FEED'), given('UPDATE_PUBLIC_KEY'), given('UPDATE_PUBLISHER')];
  if ((url === '') !== (publicKey === ''))
    throw new Failure('UPDATE_FEED and UPDATE_PUBLIC_KEY go together: updates without a signature are not taken');
  const homepage = given('HOMEPAGE');
  // Without a certificate macOS starts a program only with a signature of nobody's, and then no libraries but under a lax runtime.
  const nobody = args.includes('--mac') && given('CSC_LINK') === '' && given('CSC_NAME') === '';
  const updaterCacheDirName = 'slipway-updater';
  return {
    feed:
      url === '' ? null : { url, publicKey, updaterCacheDirName, ...(publisherName === '' ? {} : { publisherName }) },
    flags: [
      ...(url === '' ? [] : ['-c.publish.provider=generic', `-c.publish.url=${url}`]),
      ...(homepage === '' ? [] : [`-c.extraMetadata.homepage=${homepage}`]),
      ...(nobody ? ['-c.mac.identity=-', '-c.mac.hardenedRuntime=false'] : []),
    ],
  };
};
