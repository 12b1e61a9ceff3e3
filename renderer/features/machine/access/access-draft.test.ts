import { expect, test } from 'vitest';
import type { AccessSettings } from '../../../../main/contract/engine-access';
import { MASK } from '../../../lib/secrets';
import { accessOf, draftOf, hasPassword, isSame, namesLoopback, shownProxy } from './access-draft';

const NONE: AccessSettings = {
  ...{ mirrors: [], insecure: [], httpProxy: '', httpsProxy: '', noProxy: [], authorities: [] },
};
const KEPT: AccessSettings = {
  ...{ mirrors: ['https://m.example'], insecure: ['10.0.0.0/8'], noProxy: ['a', '.b'], authorities: ['PEM'] },
  ...{ httpProxy: 'http://me:s3cret:x@y@proxy:3128/', httpsProxy: 'http://proxy:3128' },
};

test('what is untouched stays, with a password that is never shown', () => {
  const draft = draftOf(KEPT);
  expect(JSON.stringify(draft)).not.toContain('s3cret');
  expect(draft.httpProxy).toBe(`http://me:${MASK}@proxy:3128/`);
  expect(isSame(accessOf(draft, KEPT), KEPT)).toBe(true);
  expect(isSame(accessOf({ ...draft, noProxy: 'a' }, KEPT), KEPT)).toBe(false);
});

test('a mask stands for the password that is kept, another word for itself', () => {
  const typed = (httpProxy: string) => accessOf({ ...draftOf(KEPT), httpProxy }, KEPT).httpProxy;
  expect(typed(`http://you:${MASK}@other:1`)).toBe('http://you:s3cret:x@y@other:1');
  expect(typed(' http://me:new@proxy:3128 ')).toBe('http://me:new@proxy:3128');
  expect(typed('')).toBe('');
  expect(shownProxy('http://me@proxy:3128')).toBe('http://me@proxy:3128');
});

test('lists are taken by line, comma or space', () => {
  expect(accessOf({ ...draftOf(NONE), insecure: ' a:5000, b\n\nc ' }, NONE).insecure).toEqual(['a:5000', 'b', 'c']);
});

test('passwords and loopbacks are found', () => {
  expect([hasPassword(KEPT), hasPassword(NONE)]).toEqual([true, false]);
  for (const mirror of ['http://localhost:5000', 'https://127.0.0.1', 'http://[::1]/'])
    expect(namesLoopback({ ...NONE, mirrors: [mirror] })).toBe(true);
  expect(namesLoopback({ ...NONE, httpsProxy: 'http://me:pw@127.0.0.1:3128' })).toBe(true);
  expect(namesLoopback({ ...NONE, mirrors: ['https://localhost.example'], insecure: ['10.0.0.0/8'] })).toBe(false);
});
