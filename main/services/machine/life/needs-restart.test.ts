import { parse } from 'valibot';
import { expect, test } from 'vitest';
import { machineSettings } from '../../../contract/machine';
import { needsRestart } from './needs-restart';
import type { Notes } from './notes';

const settings = parse(machineSettings, {});
const home = { path: '/home/me', readOnly: false };
const notes: Notes = {
  ...{
    schema: 1,
    engineHostPort: 1,
    imageVersion: '0.1.0',
    imageId: 'x',
    cpus: 2,
    memoryMiB: 2048,
    shares: [home],
    access: '',
  },
};

test.each([
  [{}, [home], true, []],
  [{ cpus: 4 }, [home], true, ['cpus']],
  [{ memoryMiB: 1024 }, [home], true, []],
  [{ memoryMiB: 1024 }, [home], false, ['memoryMiB']],
  [{ memoryMiB: 4096 }, [home], true, ['memoryMiB']],
  [{}, [], true, ['shares']],
  [{}, [{ ...home, readOnly: true }], true, ['shares']],
  [{ access: { ...settings.access, insecure: ['lab.example:5000'] } }, [home], true, ['access']],
  [{ sleepAfterMinutes: 0, publishOn: '0.0.0.0' as const }, [home], true, []],
])('%j', (change, shares, live, expected) => {
  expect(needsRestart({ ...settings, ...change }, shares, notes, live)).toEqual(expected);
  expect(needsRestart({ ...settings, ...change }, shares, null, live)).toEqual([]);
});
