import fs from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** From Linux's `/proc/self/stat`: whether this process is of the group that owns the terminal. */
export const ownsTerminal = (stat: string): boolean => {
  // The name in parentheses may hold anything.
  const [, , group, , , owner] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return group === owner;
};

const isInBackground = (): boolean => {
  try {
    return !ownsTerminal(fs.readFileSync('/proc/self/stat', 'utf8'));
  } catch {
    return false;
  }
};

/** Calls back on each line that comes; the end of the input ends nothing. Returns how to stop. */
export const onEnter = (input: Readable & { readonly isTTY?: boolean }, listener: () => void): (() => void) => {
  // A background job (`npm start &`) that reads from the terminal is stopped by the system.
  if (input.isTTY === true && isInBackground()) return () => undefined;
  const lines = createInterface({ input, terminal: false });
  lines.on('line', listener);
  input.on('error', () => undefined);
  return () => {
    lines.close();
    input.destroy();
  };
};
