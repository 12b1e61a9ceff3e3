import { describe, expect, it } from 'vitest';
import { createTexts } from '../../../texts/translate';
import { runChecks } from './run-checks';
import type { Check } from './types';

const { t } = createTexts('en', {});
const parts = { t, redact: (text: string) => text.replaceAll('s3cret', '***') };
const check = (id: Check['id'], look: Check['look'], timeoutMs = 1000): Check => ({ id, title: id, look, timeoutMs });
const never = new Promise<never>(() => undefined);

async function told(checks: readonly Check[], signal = new AbortController().signal) {
  const all: [string, string, readonly string[]][] = [];
  for await (const { result } of runChecks(checks, parts, signal)) all.push([result.id, result.state, result.evidence]);
  return all;
}

describe('checks', () => {
  it('begin together, and are told as they end; what hangs or throws has failed', async () => {
    let left = false;
    const hangs = check(
      'D01',
      async (signal) => {
        signal.addEventListener('abort', () => (left = true));
        return never;
      },
      30,
    );
    const throws = check('D02', () => Promise.reject(new Error('no s3cret')));
    const fine = check('D03', () => Promise.resolve({ state: 'ok', evidence: ['s3cret seen'] }));
    const all = await told([hangs, throws, fine]);
    expect(all.slice(0, 3).map(([id, state]) => [id, state])).toEqual([
      ['D01', 'running'],
      ['D02', 'running'],
      ['D03', 'running'],
    ]);
    expect(all.slice(3)).toEqual([
      ['D02', 'fail', ['no ***']],
      ['D03', 'ok', ['*** seen']],
      ['D01', 'fail', ['No result within 0 s.']],
    ]);
    expect(left).toBe(true);
  });

  it('end with whoever asked', async () => {
    const asking = new AbortController();
    setTimeout(() => asking.abort(), 10);
    expect(await told([check('D01', () => never)], asking.signal)).toEqual([['D01', 'running', []]]);
  });

  it('show what a repair is, without what it does', async () => {
    const repair = {
      kind: 'run',
      label: 'Mend',
      command: 'mend s3cret',
      route: '',
      act: () => Promise.resolve(''),
    } as const;
    const mended = check('D01', () => Promise.resolve({ state: 'warn', evidence: [], repair }));
    const all = [];
    for await (const looked of runChecks([mended], parts, new AbortController().signal)) all.push(looked);
    expect(all[1]?.result.repair).toEqual({ kind: 'run', label: 'Mend', command: 'mend ***', route: '' });
    expect(all[1]?.act).toBe(repair.act);
  });
});
