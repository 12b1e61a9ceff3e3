import { expect, test } from 'vitest';
import type { AccessSettings } from '../../../main/contract/engine-access';
import { daemonFile } from './daemon-json';

const NONE: AccessSettings = {
  ...{ mirrors: [], insecure: [], httpProxy: '', httpsProxy: '', noProxy: [], authorities: [] },
};
const ENGINE = {
  ...{ insecureCidrs: ['10.0.0.0/8', '127.0.0.0/8'], insecureNames: ['c.example:5000'], proxy: '' },
  mirrors: ['https://a.example/'],
};
const SET: AccessSettings = {
  ...{ ...NONE, mirrors: ['https://b.example', 'https://a.example'], insecure: ['d.example', '10.0.0.0/8'] },
  ...{ httpsProxy: 'http://me:s3cret@proxy:3128', noProxy: ['localhost', '.example'] },
};

test('what the engine has stays, and what is set comes to it, each once', () => {
  expect(daemonFile(null, NONE, null)).toEqual({ json: '{}', unit: '', masked: false });
  const { json, unit, masked } = daemonFile(ENGINE, SET, '28.5.1');
  expect(JSON.parse(json)).toEqual({
    'registry-mirrors': ['https://a.example', 'https://b.example'],
    'insecure-registries': ['10.0.0.0/8', 'c.example:5000', 'd.example'],
    proxies: { 'https-proxy': 'http://me:••••••••@proxy:3128', 'no-proxy': 'localhost,.example' },
  });
  expect([unit, masked]).toEqual(['', true]);
});

test('an engine that is too old for proxies in its daemon.json has them by its environment', () => {
  const { json, unit } = daemonFile(ENGINE, { ...SET, httpsProxy: 'http://a%40b@proxy:3128' }, '20.10.24+dfsg1');
  expect(JSON.parse(json)).not.toHaveProperty('proxies');
  expect(unit).toBe(
    '[Service]\nEnvironment="HTTPS_PROXY=http://a%%40b@proxy:3128"\nEnvironment="NO_PROXY=localhost,.example"',
  );
  expect(daemonFile(ENGINE, { ...SET, httpsProxy: '' }, '20.10').unit).toBe('');
});
