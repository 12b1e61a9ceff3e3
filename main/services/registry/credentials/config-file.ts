import fs from 'node:fs/promises';
import path from 'node:path';
import { type Loose, record } from '../../engine/loose';
import { writeUnlessProtected } from '../../process/durable-file';
import { LockTimeout, withFileLock } from '../../process/file-lock';
import { codeOf } from '../../process/error-code';
import { CredentialFault } from '../faults';
import { say } from '../../../../texts/say';

/** The docker CLI's `config.json`: only what concerns registries is ever read or changed. */
export interface ConfigFile {
  readonly path: string;
  /** All that is in it; empty where there is no file. Rejects with CredentialFault. */
  read(): Promise<Loose>;
  /**
   * Writes what `change` makes of it, nothing else touched: the file is the old or the new one, whole. Where `change` returns
   * what it was given nothing is written. Rejects with CredentialFault, and then nothing was changed.
   */
  update(change: (old: Loose) => Loose): Promise<void>;
}

const LOCK_MS = 5_000;
/** An honest one has a few KiB. */
const LIMIT_BYTES = 4_194_304;
const OWNER_ONLY = 0o700;
const BYTE_ORDER_MARK = /^\uFEFF/;

function parse(file: string, text: string): Loose {
  const broken = (detail: string): CredentialFault => new CredentialFault({ kind: 'config-broken', file, detail });
  if (text.replace(BYTE_ORDER_MARK, '').trim() === '') throw broken(say('It is empty.'));
  let value: unknown;
  try {
    value = JSON.parse(text.replace(BYTE_ORDER_MARK, ''));
  } catch {
    // The parser's words quote the file, which holds passwords.
    throw broken(say('It is not valid JSON.'));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw broken(say('It is no JSON object.'));
  for (const key of ['auths', 'credHelpers'])
    if (key in value && !isObject(record(value)[key])) throw broken(say('Its "{key}" is no JSON object.', { key }));
  return record(value);
}

const isObject = (value: unknown): boolean => value === null || (typeof value === 'object' && !Array.isArray(value));

/** null: there is none. */
async function load(file: string): Promise<string | null> {
  try {
    const { size } = await fs.stat(file);
    if (size > LIMIT_BYTES)
      throw new CredentialFault({ kind: 'config-broken', file, detail: say('It is far too large.') });
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof CredentialFault) throw error;
    const code = codeOf(error);
    if (code === 'ENOENT') return null;
    throw new CredentialFault({ kind: 'config-unreadable', file, detail: code });
  }
}

export function openConfigFile(file: string): ConfigFile {
  const read = async (): Promise<Loose> => {
    const text = await load(file);
    return text === null ? {} : parse(file, text);
  };

  const replace = async (change: (old: Loose) => Loose): Promise<void> => {
    const old = await read();
    const changed = change(old);
    if (changed === old) return;
    // A link stays a link: dotfiles are often kept elsewhere.
    const target = await fs.realpath(file).catch(() => file);
    // With tabs, as the CLI writes it.
    await writeUnlessProtected(target, `${JSON.stringify(changed, null, '\t')}\n`);
  };

  return {
    path: file,
    read,
    async update(change) {
      try {
        await fs.mkdir(path.dirname(file), { recursive: true, mode: OWNER_ONLY });
        await withFileLock(`${file}.slipway-lock`, { timeoutMs: LOCK_MS }, () => replace(change));
      } catch (error) {
        if (error instanceof CredentialFault) throw error;
        const kind = error instanceof LockTimeout ? 'config-busy' : 'config-not-written';
        const detail = error instanceof LockTimeout ? '' : codeOf(error) || wordsOf(error);
        throw new CredentialFault({ kind, file, detail });
      }
    },
  };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
