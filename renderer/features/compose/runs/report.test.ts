import { expect, it } from 'vitest';
import type { RunReport, RunStep } from '../../../../main/contract/compose-runs';
import { NO_REPORT, reported } from './report';

const step = (name: string, text: string, state: RunStep['state'] = 'working'): RunStep => ({
  ...{ id: `container ${name}`, kind: 'container', name, text, state, durationMs: null },
});
const after = (...news: readonly RunReport[]) => news.reduce(reported, NO_REPORT);

it('a step keeps its place while what is said of it changes', () => {
  const { steps } = after(
    { type: 'steps', steps: [step('db', 'Creating'), step('web', 'Creating')] },
    { type: 'steps', steps: [step('db', 'Started', 'done'), step('job', 'Creating')] },
  );
  expect(steps.map(({ name, text }) => `${name} ${text}`)).toEqual(['db Started', 'web Creating', 'job Creating']);
});

it('lines follow each other, those that are missing are counted, and a beginning forgets all', () => {
  const told = after(
    { type: 'log', lines: ['a'], dropped: 0 },
    { type: 'log', lines: ['b'], dropped: 7 },
    { type: 'end' },
  );
  expect(told.output).toEqual(['a', 7, 'b']);
  expect(told.ended).toBe(true);
  expect(reported(told, { type: 'reset' })).toEqual(NO_REPORT);
});
