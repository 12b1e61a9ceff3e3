import fs from 'node:fs/promises';
import * as v from 'valibot';

const OWNER_ONLY = 0o600;

/** A small JSON file that a start leaves for the next Slipway. */
export interface KeptFile<T> {
  /** Null: there is none, or it is none of ours. */
  read(): Promise<T | null>;
  write(kept: T): Promise<void>;
  remove(): Promise<void>;
}

export function keptFile<T>(file: string, schema: v.GenericSchema<unknown, T>): KeptFile<T> {
  const temporary = `${file}.tmp`;
  return {
    async read() {
      const text = await fs.readFile(file, 'utf8').catch(() => '');
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
      return parsed.success ? parsed.output : null;
    },
    async write(kept) {
      await fs.writeFile(temporary, JSON.stringify(kept), { mode: OWNER_ONLY, flush: true });
      await fs.rename(temporary, file);
    },
    async remove() {
      await fs.rm(file, { force: true });
    },
  };
}
