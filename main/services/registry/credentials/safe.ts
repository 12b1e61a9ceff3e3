import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { readJson } from '../../engine/files';
import { record } from '../../engine/loose';
import { writeDurably } from '../../process/durable-file';
import { codeOf } from '../../process/error-code';
import type { SafeStorage } from '../../shell/safe-storage';
import { CredentialFault } from '../faults';
import { redacted } from '../redact';
import { type Auth, ofEntry, secretsOf, toEntry } from './auth';

/** Logins that are kept sealed by the host's safe storage, in Slipway's own folder. All reject with CredentialFault. */
export interface Safe {
  isThere(): Promise<boolean>;
  /** Registry to user name; '': a token stands for the user. Asks no keychain. */
  users(): Promise<ReadonlyMap<string, string>>;
  find(registry: string): Promise<Auth | null>;
  store(registry: string, auth: Auth): Promise<void>;
  /** Resolves with whether there was one. */
  erase(registry: string): Promise<boolean>;
}

/** User names are no secret, and are listed without waking the keychain. */
const stored = v.object({
  version: v.literal(1),
  logins: v.record(v.string(), v.object({ username: v.string(), sealed: v.string() })),
});
type Logins = v.InferOutput<typeof stored>['logins'];

/** What is sealed names its registry: an entry that somebody moved to another one is not sent there. */
const textOf = (registry: string, auth: Auth): string => JSON.stringify({ registry, ...toEntry(auth) });

function authOf(text: string, registry: string): Auth | null {
  try {
    const said = record(JSON.parse(text));
    return said.registry === registry ? ofEntry(said) : null;
  } catch {
    return null;
  }
}

/** Where the host has no safe storage. */
export const NO_SAFE: Safe = {
  isThere: () => Promise.resolve(false),
  users: () => Promise.resolve(new Map()),
  find: () => Promise.resolve(null),
  store: () => Promise.reject(new CredentialFault({ kind: 'safe-failed' })),
  erase: () => Promise.resolve(false),
};

function openFile(dataDir: string) {
  const file = path.join(dataDir, 'logins.json');
  /** One change at a time: each reads what the one before wrote. */
  let turn: Promise<unknown> = Promise.resolve();
  const read = async (): Promise<Logins> => {
    const found = await readJson(file, stored);
    if (found.kind === 'broken') throw new CredentialFault({ kind: 'config-broken', file, detail: found.problem });
    return found.kind === 'absent' ? {} : found.value.logins;
  };
  const write = async (logins: Logins): Promise<void> => {
    try {
      await mkdir(dataDir, { recursive: true });
      await writeDurably(file, `${JSON.stringify({ version: 1, logins }, null, 2)}\n`);
    } catch (error) {
      throw new CredentialFault({ kind: 'config-not-written', file, detail: codeOf(error) });
    }
  };
  const change = (work: (old: Logins) => Logins): Promise<void> => {
    const next = turn.then(async () => write(work(await read())));
    turn = next.catch(() => undefined);
    return next;
  };
  return { read, change };
}

export function openSafe(dataDir: string, storage: SafeStorage): Safe {
  const file = openFile(dataDir);
  const asked = <T>(work: Promise<T>, secrets: readonly string[] = []): Promise<T> =>
    work.catch((error: unknown) => {
      const detail = redacted(error instanceof Error ? error.message : String(error), secrets);
      throw new CredentialFault({ kind: 'safe-failed', detail });
    });
  const store = async (registry: string, auth: Auth): Promise<void> => {
    const sealed = await asked(storage.seal(textOf(registry, auth)), secretsOf(auth));
    const username = auth.identityToken === '' ? auth.username : '';
    const entry = { username, sealed: Buffer.from(sealed).toString('base64') };
    await file.change((old) => ({ ...old, [registry]: entry }));
  };
  /** A broken file hides no other login; `users` names it. */
  const known = (): Promise<Logins> => file.read().catch(() => ({}));
  return {
    isThere: () => storage.isThere().catch(() => false),
    users: async () => new Map(Object.entries(await file.read()).map(([name, { username }]) => [name, username])),
    async find(registry) {
      const entry = new Map(Object.entries(await known())).get(registry);
      if (entry === undefined) return null;
      const { text, reseal } = await asked(storage.open(Buffer.from(entry.sealed, 'base64')));
      const auth = authOf(text, registry);
      // What could not be sealed anew is still there as it was.
      if (auth !== null && reseal) await store(registry, auth).catch(() => undefined);
      return auth;
    },
    store,
    async erase(registry) {
      const had = Object.hasOwn(await known(), registry);
      const without = (old: Logins): Logins =>
        Object.fromEntries(Object.entries(old).filter(([name]) => name !== registry));
      if (had) await file.change(without);
      return had;
    },
  };
}
