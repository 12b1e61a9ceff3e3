import { expect, test } from 'vitest';
import { cliPrefix } from './cli-prefix';
import { remedy } from './remedy';
import type { Failure } from './failure';

const url = 'unix:///run/docker.sock';

test('what the docker CLI reaches by itself needs nothing', () => {
  expect(cliPrefix({ keys: [url], url }, true, 'linux')).toBe('docker');
  expect(cliPrefix(null, false, 'linux')).toBe('docker');
});

test('a context by its name, anything else by its address, quoted for the shell', () => {
  expect(cliPrefix({ keys: ['flag', 'context:lab'], url }, false, 'linux')).toBe('docker --context lab');
  expect(cliPrefix({ keys: ['context:my lab'], url }, false, 'linux')).toBe("docker --context 'my lab'");
  expect(cliPrefix({ keys: ["context:it's"], url }, false, 'linux')).toBe(`docker --context 'it'\\''s'`);
  expect(cliPrefix({ keys: ['flag'], url: 'tcp://[::1]:1' }, false, 'linux')).toBe("docker -H 'tcp://[::1]:1'");
  expect(cliPrefix({ keys: ['flag'], url }, false, 'linux')).toBe(`docker -H ${url}`);
});

test('remedies', () => {
  const failure = (state: Failure['state']): Failure => ({ state, reason: '', code: null });
  const docker = { url, start: 'sudo systemctl start docker' };
  expect(remedy(docker, failure('permission-denied'), 'linux')).toBe('sudo usermod -aG docker $USER');
  expect(remedy(docker, failure('permission-denied'), 'darwin')).toBeNull();
  expect(remedy(docker, failure('absent'), 'linux')).toBe('sudo systemctl start docker');
  expect(remedy(docker, failure('refused'), 'linux')).toBe('sudo systemctl start docker');
  expect(remedy(docker, failure('not-responding'), 'linux')).toBe('sudo systemctl restart docker');
  expect(remedy({ url, start: null }, failure('absent'), 'linux')).toBeNull();
  expect(remedy(docker, failure('too-old'), 'linux')).toBeNull();
});
