import fs from 'node:fs/promises';
import { SETTINGS_VERSION, type SettingsPlace } from '../../contract/settings';
import { jsonFault } from './json-fault';
import { say } from '../../../texts/say';

export type Raw = Readonly<Record<string, unknown>>;

/** What the settings file is. `unreadable`: the system does not let us read it. */
export type Stored =
  | { readonly type: 'absent' }
  | { readonly type: 'good'; readonly raw: Raw; readonly bytes: Buffer }
  | { readonly type: 'newer'; readonly raw: Raw; readonly version: number; readonly bytes: Buffer }
  | { readonly type: 'corrupt'; readonly detail: string; readonly at: SettingsPlace | null; readonly bytes: Buffer }
  | { readonly type: 'unreadable'; readonly detail: string };

const SIZE_LIMIT = 4 * 1024 * 1024;

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export async function readStored(file: string): Promise<Stored> {
  try {
    const stat = await fs.stat(file);
    // A pipe would never end.
    if (!stat.isFile()) return { type: 'unreadable', detail: say('{file} is not a file', { file }) };
    if (stat.size > SIZE_LIMIT) {
      const detail = say('{size} bytes are too many', { size: stat.size });
      return { type: 'corrupt', detail, at: null, bytes: Buffer.alloc(0) };
    }
    return interpret(await fs.readFile(file));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const absent = 'code' in error && error.code === 'ENOENT';
    return absent ? { type: 'absent' } : { type: 'unreadable', detail: error.message };
  }
}

function interpret(bytes: Buffer): Stored {
  const corrupt = (detail: string, at: SettingsPlace | null = null): Stored => ({ type: 'corrupt', detail, at, bytes });
  let text: string | null = null;
  try {
    // It drops a byte order mark, which editors on Windows add.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.trim() === '') return corrupt(say('the file is empty'));
    const value: unknown = JSON.parse(text);
    if (!isRaw(value)) return corrupt(say('the file holds no JSON object'));
    // What is nested too deeply to be written again must not be taken over.
    JSON.stringify(value);
    const { version } = value;
    const newer = typeof version === 'number' && version > SETTINGS_VERSION;
    return newer ? { type: 'newer', raw: value, version, bytes } : { type: 'good', raw: value, bytes };
  } catch (error) {
    const fault = text === null ? null : jsonFault(text);
    if (fault !== null) return corrupt(fault.expected, { line: fault.line, column: fault.column });
    return corrupt(error instanceof Error ? error.message : String(error));
  }
}
