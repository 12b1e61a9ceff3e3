// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ContainerJob, RemovalFacts } from '../../../../main/contract/containers';
import { rpc } from '../../../rpc/client';
import { containersStore } from '../containers';
import { renderOnPage } from '../testing/page';
import { containerRow } from '../testing/rows';
import { useUi } from '../ui-store';
import { useJobs } from './jobs-store';
import { Questions } from './questions';

const facts = (given: Partial<RemovalFacts>): RemovalFacts => ({
  id: 'web',
  name: 'web',
  running: true,
  writableBytes: 12_300,
  anonymousVolumes: ['a1'],
  namedVolumes: ['keep-me'],
  ...given,
});

const jobs: ContainerJob[] = [];

beforeEach(async () => {
  jobs.length = 0;
  vi.spyOn(rpc, 'stream').mockImplementation((_path, input) => {
    jobs.push(input as ContainerJob);
    return { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }) };
  });
  act(() =>
    containersStore.change({
      type: 'upsert',
      rows: [
        containerRow({ id: 'web', name: 'web' }),
        containerRow({ id: 'old', name: 'old', state: 'exited' }),
        containerRow({ id: 'job', name: 'job', state: 'paused' }),
      ],
    }),
  );
  await waitFor(() => expect(containersStore.getState().rows.size).toBe(3));
});

afterEach(() => {
  useUi.setState({ question: null });
  useJobs.setState({ jobs: [] });
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function ask(ids: readonly string[], answer: () => Promise<RemovalFacts[]>): HTMLElement {
  vi.spyOn(rpc, 'call').mockImplementation(async () => (await answer()) as never);
  useUi.setState({ question: { kind: 'remove', ids } });
  renderOnPage(<Questions KeepChoice={() => null} />);
  return screen.getByRole('alertdialog');
}

const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));

test('one container: its name, that it runs, what is lost and what stays', async () => {
  const dialog = ask(['web'], async () => [facts({})]);
  expect(screen.getByRole('heading', { name: 'Delete web?' })).toBeTruthy();
  expect(dialog.textContent).toContain('It is running and will be killed');
  await waitFor(() => expect(dialog.textContent).toContain('Its writable layer is lost: 12.3 kB'));
  expect(dialog.textContent).toContain('keep-me');
  expect(dialog.textContent).toContain('1 anonymous volume: left behind');
  expect(document.activeElement?.textContent).toBe('Cancel');
  press('Delete');
  expect(jobs).toEqual([{ action: 'remove', ids: ['web'], force: true, volumes: false, keep: false }]);
  expect(useUi.getState().question).toBeNull();
});

test('several: the running ones are named; their volumes go only when wished', async () => {
  const dialog = ask(['web', 'old', 'job'], async () => [
    facts({}),
    facts({ id: 'old', writableBytes: null, anonymousVolumes: [] }),
  ]);
  expect(screen.getByRole('heading', { name: 'Delete 3 containers?' })).toBeTruthy();
  expect(screen.getByRole('list', { name: 'Running, and will be killed' }).textContent).toBe('webjob');
  await waitFor(() => expect(dialog.textContent).toContain('12.3 kB in 1 of them, the rest unknown'));
  fireEvent.click(screen.getByRole('checkbox', { name: /anonymous volumes/ }));
  expect(dialog.textContent).toContain('1 anonymous volume: lost with all data');
  press('Delete');
  expect(jobs).toEqual([{ action: 'remove', ids: ['web', 'old', 'job'], force: true, volumes: true, keep: false }]);
});

test('a stopped one is not forced; that nothing could be found out is said', async () => {
  const dialog = ask(['old'], () => Promise.reject(new Error('no engine')));
  expect(dialog.textContent).not.toContain('killed');
  await waitFor(() => expect(dialog.textContent).toContain('What is lost could not be found out.'));
  press('Delete');
  expect(jobs).toMatchObject([{ force: false }]);
});

test('Cancel does nothing', () => {
  ask(['old'], async () => [facts({ id: 'old' })]);
  press('Cancel');
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(jobs).toEqual([]);
});
