import { access, readdir, readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { codeOf } from '../process/error-code';
import { say } from '../../../texts/say';

export type JsonFile<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'absent' }
  /** Half a sentence. */
  | { readonly kind: 'broken'; readonly problem: string };

/** Never rejects. A byte order mark is no fault. */
export async function readJson<S extends v.GenericSchema>(
  file: string,
  schema: S,
): Promise<JsonFile<v.InferOutput<S>>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' };
    return { kind: 'broken', problem: say('cannot be read ({code})', { code }) };
  }
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const parsed = v.safeParse(schema, value);
    return parsed.success && !Array.isArray(value)
      ? { kind: 'read', value: parsed.output }
      : { kind: 'broken', problem: say('is not what it should be') };
  } catch {
    return { kind: 'broken', problem: text.trim() === '' ? say('is empty') : say('is not valid JSON') };
  }
}

/** Sorted names; none when it cannot be listed. */
export const listFolder = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).sort();
  } catch {
    return [];
  }
};

export const exists = async (file: string): Promise<boolean> => {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
};
