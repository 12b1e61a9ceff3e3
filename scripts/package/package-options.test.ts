import { expect, test } from 'vitest';
import { packageOptions } from './package-options.mjs';

const FEED = { UPDATE_FEED: 'https://example.test/feed', UPDATE_PUBLIC_KEY: 'a2V5' };
const PUBLISH = ['-c.publish.provider=generic', '-c.publish.url=https://example.test/feed'];
const updaterCacheDirName = 'slipway-updater';

test('without an address nobody is asked for updates; an address goes with a key', () => {
  expect(packageOptions({ UPDATE_FEED: ' ', UPDATE_PUBLISHER: 'Slipway' }, ['--linux'])).toEqual({
    feed: null,
    flags: [],
  });
  expect(packageOptions(FEED, ['--linux'])).toEqual({
    feed: { url: FEED.UPDATE_FEED, publicKey: 'a2V5', updaterCacheDirName },
    flags: PUBLISH,
  });
  expect(() => packageOptions({ UPDATE_FEED: 'https://example.test' }, [])).toThrow('go together');
  expect(() => packageOptions({ UPDATE_PUBLIC_KEY: 'a2V5' }, [])).toThrow('go together');
});

test('the feed of Windows names whose certificate a program bears: without a name the app takes none', () => {
  const { feed } = packageOptions({ ...FEED, UPDATE_PUBLISHER: 'Slipway contributors' }, ['--win']);
  expect(feed).toEqual({
    url: FEED.UPDATE_FEED,
    publicKey: 'a2V5',
    updaterCacheDirName,
    publisherName: 'Slipway contributors',
  });
});

test('a package for macOS without a certificate is signed by nobody, one with it as the configuration says', () => {
  const lax = ['-c.mac.identity=-', '-c.mac.hardenedRuntime=false'];
  expect(packageOptions({ CSC_LINK: '' }, ['--mac', '--arm64']).flags).toEqual(lax);
  expect(packageOptions({ CSC_LINK: 'certificate' }, ['--mac', '--arm64']).flags).toEqual([]);
  expect(packageOptions({ CSC_NAME: 'somebody' }, ['--mac']).flags).toEqual([]);
  expect(packageOptions({}, ['--linux']).flags).toEqual([]);
  expect(packageOptions({ HOMEPAGE: 'https://example.test' }, ['--linux']).flags).toEqual([
    '-c.extraMetadata.homepage=https://example.test',
  ]);
});
