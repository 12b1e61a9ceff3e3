import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutCredentials } from './without-credentials';

test.each([
  ['Get "https://me:pa55@registry.example/v2/": EOF', 'Get "https://***@registry.example/v2/": EOF'],
  [
    'Get https://s3.example/b?X-Amz-Signature=ab12&X-Amz-Credential=AKIA/1&x=1',
    'Get https://s3.example/b?X-Amz-Signature=***&X-Amz-Credential=***&x=1',
  ],
  ['realm=x?account=me&token=abc', 'realm=x?account=***&token=***'],
  ['sent Authorization: Bearer eyJhbGciOi.JIUz.I1NiIs', 'sent Authorization: Bearer ***'],
  ['unauthorized: incorrect username or password', 'unauthorized: incorrect username or password'],
])('%s', (message, shown) => {
  expect(withoutCredentials(message)).toBe(shown);
});

test('what was sent to log in is never in it, whoever repeats it, and it is bounded', () => {
  const secret = fc.string({ minLength: 4, maxLength: 40 }).filter((one) => !'***'.includes(one));
  fc.assert(
    fc.property(secret, fc.string(), fc.string({ maxLength: 9000 }), (password, before, after) => {
      const auth = Buffer.from(JSON.stringify({ username: 'me', password })).toString('base64');
      const shown = withoutCredentials(`${before}${password} ${auth}${after}`, auth);
      expect(shown.includes(auth)).toBe(false);
      expect(shown.length).toBeLessThanOrEqual(4096);
      if (!after.includes(password) && !before.includes(password)) expect(shown.includes(password)).toBe(false);
    }),
  );
});
