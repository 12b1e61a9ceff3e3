import { expect, test } from 'vitest';
import { holesOf } from './holes';

const state = (version: string): string => holesOf(version, (text) => text).state;

test.each(['20.10.24+dfsg1', '26.1.5', '27.5.1', '28.5.2', '29.0.0', '29.4.3', '29.5.0', 'v29.5.0-rc.1'])(
  '%s is warned of',
  (version) => {
    expect(holesOf(version, (text) => text)).toMatchObject({
      state: 'warn',
      evidence: [`engine ${version}: CVE-2026-41567`],
    });
  },
);

test.each(['28.5.3', '29.5.1', '29.5.10', '29.10.0', '30.0.0'])('%s is not', (version) =>
  expect(state(version)).toBe('ok'),
);

test.each(['4.9.3', '5.0.0', '', 'dev', '<img>'])('%j is no version of Docker’s', (version) =>
  expect(state(version)).toBe('skipped'),
);
