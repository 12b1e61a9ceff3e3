// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { EngineText } from './engine-text';
import { LongEngineText, cutInPieces } from './long-engine-text';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('markup is text, isolated from what stands beside it', () => {
  const { container } = render(<EngineText value="<img src=x onerror=alert(1)>" />);
  expect(container.querySelector('img')).toBeNull();
  expect(container.firstElementChild?.tagName).toBe('BDI');
  expect(container.textContent).toBe('<img src=x onerror=alert(1)>');
});

test('controls are marks with a name', () => {
  render(<EngineText value={'a\u202eb'} />);
  expect(screen.getByTitle('right-to-left override, U+202E').textContent).toBe('RLO');
});

test('a line breaks only where lines are kept', () => {
  const { container, rerender } = render(<EngineText value={'a\nb'} />);
  expect(container.textContent).toBe('a↵b');
  rerender(<EngineText value={'a\nb'} wrap />);
  expect(container.textContent).toBe('a↵\nb');
});

test('neither the text nor its title is unbounded', () => {
  const { container } = render(<EngineText value={'x'.repeat(5_000_000)} />);
  expect(container.textContent).toHaveLength(2_001);
  expect(container.firstElementChild?.getAttribute('title')).toHaveLength(401);
});

test('a huge value is cut, and shown whole on demand', () => {
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback, 0));
  const value = 'x'.repeat(50_000);
  const { container } = render(<LongEngineText value={value} />);
  expect(container.querySelector('bdi')?.textContent).toHaveLength(10_001);
  fireEvent.click(screen.getByRole('button', { name: 'Show all (50 kB)' }));
  expect(screen.getByRole('group', { name: 'Whole text' }).textContent).toBe(value);
  fireEvent.click(screen.getByRole('button', { name: 'Show less' }));
  expect(screen.queryByRole('group')).toBeNull();
});

test('pieces join to the whole, end at line breaks and never within a character', () => {
  const text = `${'x'.repeat(8)}\n${'😀'.repeat(20)}`;
  const pieces = cutInPieces(text, 11);
  expect(pieces.join('')).toBe(text);
  expect(pieces[0]).toBe(`${'x'.repeat(8)}\n`);
  expect(pieces.every((piece) => piece.length <= 11 && !/[\ud800-\udfff]/u.test(piece))).toBe(true);
});
