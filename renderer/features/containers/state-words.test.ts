import { expect, test } from 'vitest';
import type { ContainerRow } from '../../../main/contract/containers';
import { rowLabel, stateWords, toneOf } from './state-words';
import { containerRow } from './testing/rows';

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;

test.each<[Partial<ContainerRow>, string, string]>([
  [{ state: 'running', health: 'healthy', startedAt: NOW - 3 * MINUTE }, 'Running, healthy, up 3 minutes', 'ok'],
  [{ state: 'running', startedAt: NOW - 90 * MINUTE }, 'Running, up 1 hour', 'ok'],
  [{ state: 'running', health: 'unhealthy' }, 'Running, unhealthy', 'bad'],
  [{ state: 'running', health: 'starting' }, 'Running, health starting', 'ok'],
  [{ state: 'exited', exitCode: 137, finishedAt: NOW - 120 * MINUTE }, 'Exited 137 (killed), 2 hours ago', 'bad'],
  [{ state: 'exited', exitCode: 0, finishedAt: NOW - 10 }, 'Exited 0 (finished), just now', 'idle'],
  [{ state: 'exited' }, 'Exited', 'idle'],
  [{ state: 'paused' }, 'Paused', 'warn'],
  [{ state: 'restarting', exitCode: 1 }, 'Restarting, exited 1 (error)', 'warn'],
  [{ state: 'created' }, 'Created', 'idle'],
  [{ state: 'running', pending: 'stop' }, 'Stopping…', 'busy'],
  [{ state: 'exited', pending: 'remove' }, 'Deleting…', 'busy'],
])('%j reads "%s"', (given, words, tone) => {
  const row = containerRow(given);
  expect(stateWords(row, NOW)).toBe(words);
  expect(toneOf(row)).toBe(tone);
});

test('the name of a row starts with the container and holds what is seen', () => {
  const row = containerRow({
    name: 'web',
    image: 'nginx',
    ports: [
      { hostIp: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
      { hostIp: null, hostPort: null, containerPort: 443, protocol: 'tcp' },
    ],
  });
  expect(rowLabel(row, 'Running, healthy')).toBe('web, running, healthy, image nginx, ports 8080');
  expect(rowLabel(containerRow({ name: 'a\u202eb', image: '' }), 'Created')).toBe('a[RLO]b, created');
});
