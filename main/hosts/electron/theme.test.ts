import { expect, test } from 'vitest';
import { followTheme } from './theme';

test("the system's own parts follow the user's choice", async () => {
  const seen: string[] = [];
  const theme = {
    set themeSource(value: string) {
      seen.push(value);
    },
  };
  const state = (value: string): never => ({ value: { theme: value }, notices: [] }) as never;
  async function* settings() {
    yield state('system');
    yield state('dark');
  }
  await followTheme(theme as never, settings());
  expect(seen).toEqual(['system', 'dark']);
});
