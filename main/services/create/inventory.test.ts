import { expect, test } from 'vitest';
import { readInfo } from './inventory';

test('an engine has GPUs where it names the nvidia runtime, or CDI devices', () => {
  const runc = { runc: { path: 'runc' } };
  expect(readInfo({ Runtimes: runc }).gpus).toBe(false);
  expect(readInfo({ Runtimes: { ...runc, nvidia: { path: 'nvidia-container-runtime' } } }).gpus).toBe(true);
  expect(readInfo({ Runtimes: runc, DiscoveredDevices: [{ Source: 'cdi', ID: 'nvidia.com/gpu=0' }] }).gpus).toBe(true);
  expect(readInfo({ Runtimes: null, DiscoveredDevices: null }).gpus).toBe(false);
  expect(readInfo('not JSON').gpus).toBe(false);
});
