import fs from 'node:fs/promises';
import { SETTINGS_VERSION } from '../../contract/settings';

export type Raw = Readonly<Record<string, unknown>>;

/** What the settings file is. `unreadable`: the system does not let us read it. */
export type Stored =
  | { readonly type: 'absent' }
  | { readonly type: 'good'; readonly raw: Raw }
  | { readonly type: 'newer'; readonly raw: Raw; readonly version: number }
  | { readonly type: 'corrupt'; readonly detail: string }
  | { readonly type: 'unreadable'; readonly detail: string };

const SIZE_LIMIT = 4 * 1024 * 1024;

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export async function readStored(file: string): Promise<Stored> {
  try {
    const stat = await fs.stat(file);
    // A pipe would never end.
    if (!stat.isFile()) return { type: 'unreadable', detail: `${file} is not a file` };
    if (stat.size > SIZE_LIMIT) return { type: 'corrupt', detail: `${String(stat.size)} bytes are too many` };
    return interpret(await fs.readFile(file));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const absent = 'code' in error && error.code === 'ENOENT';
    return absent ? { type: 'absent' } : { type: 'unreadable', detail: error.message };
  }
}

function interpret(bytes: Buffer): Stored {
  try {
    // It drops a byte order mark, which editors on Windows add.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.trim() === '') return { type: 'corrupt', detail: 'the file is empty' };
    const value: unknown = JSON.parse(text);
    if (!isRaw(value)) return { type: 'corrupt', detail: 'the file holds no JSON object' };
    // What is nested too deeply to be written again must not be taken over.
    JSON.stringify(value);
    const { version } = value;
    const newer = typeof version === 'number' && version > SETTINGS_VERSION;
    return newer ? { type: 'newer', raw: value, version } : { type: 'good', raw: value };
  } catch (error) {
    return { type: 'corrupt', detail: error instanceof Error ? error.message : String(error) };
  }
}
