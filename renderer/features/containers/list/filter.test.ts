import { describe, expect, test } from 'vitest';
import { containerRow } from '../testing/rows';
import { matches, parseFilter } from './filter';

const web = containerRow({
  id: 'cafe0123456789ab',
  name: 'shop-web-1',
  image: 'registry.example:5000/team/nginx:1.25',
  state: 'running',
  health: 'unhealthy',
  project: 'shop',
  service: 'web',
  ports: [{ hostIp: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp' }],
  labels: { 'com.docker.compose.project': 'shop', env: 'Prod', note: 'two words', flag: '' },
  networks: ['shop_default'],
  volumes: ['shop_data'],
});

const passes = (text: string, row = web): boolean => matches(parseFilter(text), row);

describe('what meets a filter', () => {
  test.each([
    [''],
    ['   '],
    ['shop'],
    ['SHOP web'],
    ['nginx:1.25'],
    ['registry.example:5000'],
    ['env=prod'],
    ['"two words"'],
    ['8080'],
    ['cafe01'],
    ['state:running'],
    ['State:RUN'],
    ['health:unhealthy'],
    ['project:shop'],
    ['project:"shop"'],
    ['service:web'],
    ['name:web'],
    ['image:nginx'],
    ['id:cafe'],
    ['port:8080'],
    ['port:80/tcp'],
    ['label:env'],
    ['label:env=prod'],
    ['label:note="two words"'],
    ['label:flag='],
    ['network:shop'],
    ['volume:shop_data'],
    ['-state:exited'],
    ['-db shop'],
    ['state:'],
    ['-'],
    ['-label:'],
    ['name:""'],
  ])('%s', (text) => {
    expect(passes(text)).toBe(true);
  });

  test.each([
    ['db'],
    ['shop db'],
    ['-shop'],
    ['state:exited'],
    ['-state:running'],
    ['state:stopped'],
    ['project:"sho"'],
    ['label:env=pro'],
    ['label:missing'],
    ['port:808'],
    ['port:80/udp'],
    ['id:afe'],
    ['afe0123'],
    ['unknown:web'],
    ['"web shop"'],
    ['volume:db'],
  ])('not %s', (text) => {
    expect(passes(text)).toBe(false);
  });
});

test('hex words do not find ids by chance, and stopped means any state that is not alive', () => {
  expect(passes('caf')).toBe(false);
  expect(passes('state:stopped', containerRow({ state: 'created' }))).toBe(true);
  expect(passes('state:stopped', containerRow({ state: 'exited' }))).toBe(true);
  expect(passes('state:stopped', containerRow({ state: 'paused' }))).toBe(false);
});

test('an open quote is read to the end', () => {
  expect(parseFilter('"two wor')).toEqual([{ field: null, value: 'two wor', negated: false, whole: true }]);
});
