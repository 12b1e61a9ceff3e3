// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createTexts } from '../../texts/translate';
import { t, Trans } from './i18n';

test('a text is said with its values, and counts in its own language', () => {
  expect(t('Stop {name}', { name: '<b>{x}</b>' })).toBe('Stop <b>{x}</b>');
  const lines = '{count, plural, one {# line} other {# lines}}';
  expect([t(lines, { count: 1 }), t(lines, { count: 1200 })]).toEqual(['1 line', '1,200 lines']);
  const german = createTexts('de', { [lines]: '{count, plural, one {# Zeile} other {# Zeilen}}' });
  expect([german.t(lines, { count: 1200 }), german.t('Stop')]).toEqual(['1.200 Zeilen', 'Stop']);
});

test('a text has elements in it', () => {
  render(
    <p>
      <Trans
        text="Press <key>Enter</key>, {name}."
        values={{ name: '<i>you</i>' }}
        tags={{ key: (inner) => <kbd>{inner}</kbd> }}
      />
    </p>,
  );
  expect(screen.getByText('Enter').tagName).toBe('KBD');
  expect(document.body.textContent).toBe('Press Enter, <i>you</i>.');
});
