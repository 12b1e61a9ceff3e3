// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ContainerChange, ContainerRow } from '../../../../main/contract/containers';
import { containersStore, listStore } from '../containers';
import { resetColumns } from '../list/columns';
import type { ShownAs } from '../list/list-store';
import { NOTHING_SELECTED } from '../../../lib/selection';
import { renderOnPage } from '../testing/page';
import { containerRow } from '../testing/rows';
import { useUi } from '../ui-store';
import type { View } from '../use-view';
import { ContainersGrid } from './grid';

const VIEW: View = {
  columns: resetColumns(),
  sortBy: 'name',
  descending: false,
  grouped: true,
  collapsed: [],
  detailsShare: 50,
};
const SHOWN: ShownAs = { ...VIEW, filter: [], collapsed: new Set(), measureOf: null };

let unfollow: () => void;
const opened: string[] = [];

const sorted = (ids: Iterable<string>): string[] => [...ids].sort();

/** Takes a change in and waits until the list shows it: after many changes it takes its time. */
async function change(one: ContainerChange): Promise<void> {
  const { version } = containersStore.getState();
  act(() => containersStore.change(one));
  await waitFor(() => {
    const state = containersStore.getState();
    expect(state.version).toBeGreaterThan(version);
    expect(sorted(listStore.getState().ids)).toEqual(sorted(state.rows.keys()));
  });
}
const upsert = (...rows: Partial<ContainerRow>[]): Promise<void> =>
  change({ type: 'upsert', rows: rows.map((row) => containerRow({ id: row.name ?? 'x', ...row })) });

beforeEach(() => {
  useUi.setState({ selection: NOTHING_SELECTED, active: { key: null, index: 0 }, menu: null, question: null });
  opened.length = 0;
  listStore.showAs(SHOWN);
  unfollow = listStore.follow();
  renderOnPage(
    <ContainersGrid
      view={VIEW}
      filtered={false}
      openId={null}
      hrefOf={(id) => `/containers/${id}`}
      onOpen={(id) => opened.push(id)}
    />,
  );
});

afterEach(async () => {
  await change({ type: 'reset' });
  unfollow();
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const row = (name: string): HTMLElement => screen.getByRole('row', { name: new RegExp(`^${name}, `) });
const press = (key: string, init: KeyboardEventInit = {}): boolean =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init });
const selected = (): string[] => sorted(useUi.getState().selection.ids);
const focusedRow = (): string | null => document.activeElement?.getAttribute('data-line') ?? null;

describe('rows', () => {
  test('are named after their container, with state, image and ports', async () => {
    await upsert({
      name: 'web',
      health: 'healthy',
      image: 'nginx',
      ports: [{ hostIp: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp' }],
    });
    expect(screen.getByRole('grid', { name: 'Containers' }).getAttribute('aria-rowcount')).toBe('2');
    expect(row('web').getAttribute('aria-label')).toBe('web, running, healthy, image nginx, ports 8080');
    expect(row('web').getAttribute('aria-rowindex')).toBe('2');
    expect(within(row('web')).getByRole('link', { name: 'web' }).getAttribute('href')).toBe('/containers/web');
    expect(within(row('web')).getByRole('link', { name: '8080' }).getAttribute('href')).toBe('http://localhost:8080/');
    expect(within(row('web')).getByRole('button', { name: 'Stop web' })).toBeTruthy();
  });

  test('follow their container, and show no markup of it', async () => {
    await upsert({ name: 'web', image: '<b>x</b>' });
    await upsert({ name: 'web', image: '<b>x</b>', pending: 'stop' });
    expect(row('web').getAttribute('aria-label')).toBe('web, stopping…, image <b>x</b>');
    expect(row('web').querySelector('b')).toBeNull();
    expect(within(row('web')).getByRole<HTMLButtonElement>('button', { name: 'Stop web' }).disabled).toBe(true);
    await change({ type: 'remove', ids: ['web'] });
    expect(screen.queryByRole('row', { name: /^web/ })).toBeNull();
  });

  test('of a project stand under its line', async () => {
    await upsert({ name: 'shop-web', project: 'shop' }, { name: 'shop-db', project: 'shop', state: 'exited' });
    const group = screen.getByRole('row', { name: /^Project shop/ });
    expect(group.getAttribute('aria-label')).toBe('Project shop, 1 of 2 running, expanded');
    expect(within(group).getByRole('button', { name: 'Collapse shop' })).toBeTruthy();
    fireEvent.click(within(group).getByRole('checkbox'));
    expect(selected()).toEqual(['shop-db', 'shop-web']);
  });

  test('are few, however many containers there are', async () => {
    await upsert(...Array.from({ length: 5000 }, (_, n) => ({ name: `box-${n}` })));
    expect(screen.getAllByRole('row').length).toBeLessThan(40);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('5001');
  });
});

describe('keys', () => {
  beforeEach(() => upsert({ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd' }));

  test('one line is in the order of Tab; arrows move it', () => {
    expect(screen.getAllByRole('row').filter(({ tabIndex }) => tabIndex === 0)).toEqual([row('a')]);
    row('a').focus();
    press('ArrowDown');
    expect(focusedRow()).toBe('b');
    press('End');
    expect(focusedRow()).toBe('d');
    press('ArrowDown');
    expect(focusedRow()).toBe('d');
    press('Home');
    expect(focusedRow()).toBe('a');
  });

  test('Space selects, shift and arrows a range, Enter opens', () => {
    row('b').focus();
    press(' ');
    expect(selected()).toEqual(['b']);
    expect(row('b').getAttribute('aria-selected')).toBe('true');
    press('ArrowDown', { shiftKey: true });
    press('ArrowDown', { shiftKey: true });
    expect(selected()).toEqual(['b', 'c', 'd']);
    press('Enter');
    expect(opened).toEqual(['d']);
  });

  test('right and left go through the controls of a line', () => {
    row('a').focus();
    press('ArrowRight');
    expect(document.activeElement).toBe(within(row('a')).getByRole('checkbox'));
    press('ArrowRight');
    expect(document.activeElement).toBe(within(row('a')).getByRole('link', { name: 'a' }));
    press('ArrowLeft');
    press('ArrowLeft');
    expect(focusedRow()).toBe('a');
  });

  test('Delete and F2 ask, on the selection and on the line', () => {
    row('a').focus();
    press(' ');
    press('ArrowDown');
    press(' ');
    press('Delete');
    expect(useUi.getState().question).toEqual({ kind: 'remove', ids: ['a', 'b'] });
    press('F2');
    expect(useUi.getState().question).toEqual({ kind: 'rename', id: 'b' });
    press('F10', { shiftKey: true });
    expect(useUi.getState().menu).toMatchObject({ ids: ['a', 'b'] });
  });

  test('when the line with the focus vanishes, its successor has it', async () => {
    row('b').focus();
    await change({ type: 'remove', ids: ['b'] });
    expect(focusedRow()).toBe('c');
    await change({ type: 'remove', ids: ['c', 'd'] });
    expect(focusedRow()).toBe('a');
  });

  test('the focus stays on its line when others come before it, and is not taken from elsewhere', async () => {
    row('b').focus();
    await upsert({ name: 'aa' }, { name: 'ab' });
    expect(focusedRow()).toBe('b');
    row('b').blur();
    await change({ type: 'remove', ids: ['b'] });
    expect(document.activeElement).toBe(document.body);
  });
});

describe('clicks', () => {
  beforeEach(() => upsert({ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd' }));

  test('with Ctrl toggle, with shift select a range, double open', () => {
    fireEvent.click(row('b'), { ctrlKey: true });
    fireEvent.click(row('d'), { shiftKey: true });
    expect(selected()).toEqual(['b', 'c', 'd']);
    fireEvent.click(row('c'), { ctrlKey: true });
    expect(selected()).toEqual(['b', 'd']);
    fireEvent.doubleClick(row('a'));
    expect(opened).toEqual(['a']);
  });

  test('a checkbox with shift selects a range', () => {
    fireEvent.click(within(row('a')).getByRole('checkbox'));
    fireEvent.click(within(row('c')).getByRole('checkbox'), { shiftKey: true });
    expect(selected()).toEqual(['a', 'b', 'c']);
  });

  test('the right button asks for the menu, on the selection when it is part of it', () => {
    fireEvent.click(row('a'), { ctrlKey: true });
    fireEvent.click(row('b'), { ctrlKey: true });
    fireEvent.contextMenu(row('b'), { clientX: 5, clientY: 6 });
    expect(useUi.getState().menu).toEqual({ ids: ['a', 'b'], x: 5, y: 6 });
    fireEvent.contextMenu(row('c'), { clientX: 7, clientY: 8 });
    expect(useUi.getState().menu).toEqual({ ids: ['c'], x: 7, y: 8 });
  });
});
