// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Candidate } from '../../../main/contract/engine';
import { useToasts } from '../../ui/toast-store';
import { useSelectEngine } from './use-select-engine';

const call = vi.hoisted(() => vi.fn<(path: string, input: unknown) => Promise<void>>());
vi.mock('../../rpc/client', () => ({ rpc: { call } }));

const candidate = (state: Candidate['state']): Candidate => ({
  key: 'context:far',
  name: 'far',
  url: 'tcp://192.0.2.1:2375',
  source: 'context',
  state,
  reason: '',
  fix: null,
  version: null,
  apiVersion: null,
});

beforeEach(() => {
  call.mockReset().mockResolvedValue();
  useToasts.setState({ toasts: [] });
});
afterEach(cleanup);

test('an engine that answers is used without a question', async () => {
  const { result } = renderHook(useSelectEngine);
  await act(async () => result.current.choose(candidate('connected')));
  expect(call.mock.calls).toEqual([['engine.select', { key: 'context:far', consent: false }]]);
  expect(result.current.asking).toBeNull();
});

test('an unencrypted one waits for a yes, and a no sends nothing', async () => {
  const { result } = renderHook(useSelectEngine);
  await act(async () => result.current.choose(candidate('consent-needed')));
  expect(result.current.asking?.url).toBe('tcp://192.0.2.1:2375');
  await act(async () => result.current.decline());
  expect(result.current.asking).toBeNull();
  expect(call).not.toHaveBeenCalled();
  await act(async () => result.current.choose(candidate('consent-needed')));
  await act(async () => result.current.consent());
  expect(call.mock.calls).toEqual([['engine.select', { key: 'context:far', consent: true }]]);
  expect(result.current.asking).toBeNull();
});

test('it is main that knows: its demand becomes the question', async () => {
  call.mockRejectedValueOnce(Object.assign(new Error('no'), { code: 'CONSENT_NEEDED', data: {} }));
  const { result } = renderHook(useSelectEngine);
  await act(async () => result.current.choose(candidate('failed')));
  expect(result.current.asking?.key).toBe('context:far');
  expect(useToasts.getState().toasts).toEqual([]);
});

test('another failure is told', async () => {
  call.mockRejectedValueOnce(Object.assign(new Error('no'), { code: 'UNKNOWN_ENGINE', data: { key: 'x' } }));
  const { result } = renderHook(useSelectEngine);
  await act(async () => result.current.choose(candidate('absent')));
  expect(useToasts.getState().toasts).toMatchObject([{ tone: 'bad' }]);
  expect(result.current.busy).toBe(false);
});
