import fs from 'node:fs/promises';
import path from 'node:path';
import schema from '../../../assets/settings.schema.json';
import { leftoversOf, removeLeftovers, writeDurably } from '../process/durable-file';

/** Puts the schema that the settings file names beside it. Never rejects: without it editors complete nothing, and all else works. */
export async function publishSchema(dir: string, log: (line: string) => void): Promise<void> {
  const file = path.join(dir, 'settings.schema.json');
  const content = `${JSON.stringify(schema, null, 2)}\n`;
  try {
    await removeLeftovers(dir, leftoversOf(file));
    const before = await fs.readFile(file, 'utf8').catch(() => null);
    if (before !== content) await writeDurably(file, content);
  } catch (error) {
    log(`settings: the schema is not published: ${error instanceof Error ? error.message : String(error)}`);
  }
}
