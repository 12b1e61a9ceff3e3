import fs from 'node:fs';
import fsp from 'node:fs/promises';
import path from 'node:path';

/** Lines of a run, with how many before them were too many to keep. */
export interface KeptLog {
  readonly lines: readonly string[];
  readonly dropped: number;
}

/** Writes a run's lines to the disk as they come: whoever is killed leaves them behind. */
export interface LogFile {
  add(line: string): void;
  /** Resolves when all is written, or could not be. */
  close(): Promise<void>;
}

/** Bytes of one part; of a log the last two parts are kept. */
const PART_BYTES = 2 * 1024 * 1024;
const OWNER_ONLY = 0o600;
const PART = /^(.+)\.(\d+)\.log$/;

/** Its name says how many lines came before it. */
const partOf = (dir: string, id: string, before: number): string => path.join(dir, `${id}.${String(before)}.log`);

interface Part {
  readonly file: string;
  readonly id: string;
  readonly before: number;
}

/** In their order. */
async function partsIn(dir: string): Promise<readonly Part[]> {
  const names = await fsp.readdir(dir).catch(() => []);
  const parts = names.flatMap((name) => {
    const [, id = '', before = ''] = PART.exec(name) ?? [];
    return id === '' ? [] : [{ file: path.join(dir, name), id, before: Number(before) }];
  });
  return parts.sort((a, b) => a.before - b.before);
}

const partsOf = async (dir: string, id: string): Promise<readonly Part[]> =>
  (await partsIn(dir)).filter((part) => part.id === id);

/** @param log Is told once where the disk takes no more. */
export function openLogFile(dir: string, id: string, log: (line: string) => void): LogFile {
  const closed: Promise<void>[] = [];
  const files: string[] = [];
  let came = 0;
  let size = 0;
  let broken = false;
  const open = (): fs.WriteStream => {
    const file = partOf(dir, id, came);
    files.push(file);
    const stream = fs.createWriteStream(file, { flags: 'w', mode: OWNER_ONLY });
    closed.push(new Promise((resolve) => stream.once('close', resolve)));
    stream.once('error', (error) => {
      if (!broken) log(`compose: the output of ${id} is not kept: ${error.message}`);
      broken = true;
    });
    return stream;
  };
  let stream = open();
  const turn = (): void => {
    stream.end();
    stream = open();
    size = 0;
    const old = files.length > 2 ? files.shift() : undefined;
    if (old !== undefined) fs.rm(old, { force: true }, () => undefined);
  };
  return {
    add(line) {
      if (broken) return;
      if (size > PART_BYTES) turn();
      came += 1;
      size += line.length + 1;
      stream.write(`${line}\n`);
    },
    async close() {
      stream.end();
      await Promise.all(closed);
    },
  };
}

export async function readLogFile(dir: string, id: string): Promise<KeptLog> {
  const parts = await partsOf(dir, id);
  const texts = await Promise.all(parts.map(({ file }) => fsp.readFile(file, 'utf8').catch(() => '')));
  const lines = texts.join('').split('\n');
  // The last one has its end of line, or was cut by a kill.
  if (lines.at(-1) === '') lines.pop();
  return { lines, dropped: parts[0]?.before ?? 0 };
}

export async function removeLogFile(dir: string, id: string): Promise<void> {
  for (const { file } of await partsOf(dir, id)) await fsp.rm(file, { force: true });
}
