// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { ExternalLink, safeUrl } from './external-link';

afterEach(cleanup);

test.each([
  ['http://localhost:8080', 'http://localhost:8080/'],
  ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
  ['javascript:alert(1)', null],
  ['JaVaScRiPt:alert(1)', null],
  ['data:text/html,x', null],
  ['file:///etc/passwd', null],
  ['http://user:secret@localhost', null],
  ['//example.org', null],
  ['not an address', null],
])('%s opens %s', (address, url) => {
  expect(safeUrl(address)).toBe(url);
});

test('an unsafe address is text', () => {
  render(<ExternalLink href="javascript:alert(1)">here</ExternalLink>);
  expect(screen.queryByRole('link')).toBeNull();
  expect(screen.getByText('here').tagName).toBe('SPAN');
});

test('a safe one tells the other page nothing', () => {
  render(<ExternalLink href="http://localhost:80">here</ExternalLink>);
  expect(screen.getByRole('link').getAttribute('rel')).toBe('noopener noreferrer');
});
