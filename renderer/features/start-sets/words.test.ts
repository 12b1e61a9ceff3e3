import { expect, test } from 'vitest';
import { heldWords, runWords, summaryWords, thenWords } from './words';

const member = { kind: 'project', subject: 'shop' } as const;

test('what is waited for', () => {
  expect(thenWords({ ...member, then: { wait: 'nothing' } })).toBe('');
  expect(thenWords({ ...member, then: { wait: 'pause', seconds: 5 } })).toBe('then a pause of 5 s');
  expect(thenWords({ ...member, then: { wait: 'healthy', seconds: 60 } })).toContain('at most 60 s');
});

test('how a run is', () => {
  const members = [
    { state: 'done' as const, detail: '' },
    { state: 'settling' as const, detail: '' },
  ];
  const run = { verb: 'start' as const, state: 'running' as const, startedAt: 1000, endedAt: null, members };
  expect(runWords(run)).toBe('Starting… 1 of 2 done');
  expect(runWords({ ...run, state: 'done', endedAt: 3000 })).toBe('Started in 2.00 s');
  expect(runWords({ ...run, verb: 'stop', state: 'failed', endedAt: 3000 })).toBe('The stop failed.');
});

test('what there is of it now', () => {
  const now = [
    { state: 'running' as const, held: 1 },
    { state: 'partial' as const, held: 0 },
  ];
  expect(summaryWords({ now })).toBe('1 of 2 running');
  expect(heldWords({ holdBack: false, now })).toBe('');
  expect(heldWords({ holdBack: true, now })).toContain('Holds back 1 container ');
  expect(heldWords({ holdBack: true, now: [] })).toContain('none');
});
