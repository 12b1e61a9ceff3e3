import fs from 'node:fs/promises';
import * as v from 'valibot';
import { writeDurably } from '../../../process/durable-file';

/** A small JSON file that a start leaves for the next Slipway. */
export interface KeptFile<T> {
  /** Null: there is none, or it is none of ours. */
  read(): Promise<T | null>;
  write(kept: T): Promise<void>;
  remove(): Promise<void>;
}

export function keptFile<T>(file: string, schema: v.GenericSchema<unknown, T>): KeptFile<T> {
  return {
    async read() {
      const text = await fs.readFile(file, 'utf8').catch(() => '');
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
      return parsed.success ? parsed.output : null;
    },
    write: (kept) => writeDurably(file, JSON.stringify(kept)),
    async remove() {
      await fs.rm(file, { force: true });
    },
  };
}
