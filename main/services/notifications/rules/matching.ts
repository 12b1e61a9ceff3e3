import vm from 'node:vm';
import type { LogPattern } from '../../../contract/app-settings';

/** Lines of one container that a pattern is in; null: it took too long, and is not tried any more. */
export type Match = (lines: readonly string[]) => readonly string[] | null;

/** Of a batch of lines. An expression whose time explodes must not hold up the app. */
const PATIENCE_MS = 50;

const context = vm.createContext({ expression: /^/, lines: [] });
const script = new vm.Script('lines.filter((line) => expression.test(line))');

/** null: it is no expression. */
function expressionOf(text: string): RegExp | null {
  for (const flags of ['iu', 'i'])
    try {
      return new RegExp(text, flags);
    } catch {
      // Without `u` more is allowed.
    }
  return null;
}

/** As the log view searches: in any case. null: nothing can be found with it. */
export function matchOf({ text, regex }: Pick<LogPattern, 'text' | 'regex'>): Match | null {
  if (text === '') return null;
  if (!regex) {
    const needle = text.toLowerCase();
    return (lines) => lines.filter((line) => line.toLowerCase().includes(needle));
  }
  const expression = expressionOf(text);
  if (expression === null) return null;
  const state = { slow: false };
  return (lines) => {
    if (state.slow) return null;
    try {
      Object.assign(context, { expression, lines });
      return [...(script.runInContext(context, { timeout: PATIENCE_MS }) as readonly string[])];
    } catch {
      state.slow = true;
      return null;
    }
  };
}
