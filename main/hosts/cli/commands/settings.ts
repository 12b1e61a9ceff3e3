import { isDeepStrictEqual } from 'node:util';
import type { SettingsState } from '../../../contract/settings';
import { WireError } from '../../../rpc/wire/types';
import { type ControlClient, loosely } from '../../control/connect';
import { type Io, Failure } from '../io';
import { withRunning } from '../session';
import { EXIT } from '../table';

const unknownKey = (key: string): Failure =>
  new Failure(`${key}: there is no such setting; "slipway settings get" prints them all`, EXIT.usage);

async function valuesOf(client: ControlClient): Promise<SettingsState['value']> {
  for await (const { value } of client.stream('settings.watch', undefined)) return value;
  throw new Failure('Slipway ended meanwhile', EXIT.failed);
}

/** `group` or `group.name`, among values that are there. */
function valueAt(values: SettingsState['value'], key: string): unknown {
  let at: unknown = values;
  for (const part of key.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) throw unknownKey(key);
    at = Object.entries(at).find(([name]) => name === part)?.[1];
  }
  return at;
}

/** `slipway settings get [KEY]` */
export const getSettings = (io: Io, dataDir: string, key: string | null): Promise<number> =>
  withRunning(dataDir, async (client) => {
    const values = await valuesOf(client);
    io.out(`${JSON.stringify(key === null ? values : valueAt(values, key), null, 2)}\n`);
    return EXIT.fine;
  });

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `slipway settings set KEY VALUE` */
export const setSetting = (dataDir: string, key: string, text: string): Promise<number> =>
  withRunning(dataDir, async (client) => {
    const before = valueAt(await valuesOf(client), key);
    const [group = '', name, ...deeper] = key.split('.');
    if (/^(engine|machine)$/.test(group))
      throw new Failure(`${key}: this one is changed in Slipway itself`, EXIT.failed);
    if (deeper.length > 0) throw new Failure(`${key}: set ${group}.${name ?? ''} as a whole`, EXIT.usage);
    const wanted = parseValue(text);
    await update(client, key, wanted);
    if (isDeepStrictEqual(valueAt(await valuesOf(client), key), wanted)) return EXIT.fine;
    // What is no value for it became its default.
    await update(client, key, before);
    throw notAValue(key);
  });

const notAValue = (key: string): Failure => new Failure(`${key}: that is not a value for it`, EXIT.usage);

async function update(client: ControlClient, key: string, value: unknown): Promise<void> {
  const [group = '', name] = key.split('.');
  try {
    // The main process checks it against the schema.
    await client.call('settings.update', name === undefined ? { [group]: value } : { [group]: { [name]: value } });
  } catch (error) {
    if (error instanceof WireError && error.code === 'INVALID_INPUT') throw notAValue(key);
    throw error;
  }
}

/** `slipway settings reset KEY...` */
export const resetSettings = (dataDir: string, keys: readonly string[]): Promise<number> =>
  withRunning(dataDir, async (client) => {
    const values = await valuesOf(client);
    for (const key of keys) valueAt(values, key);
    await loosely(client).call('settings.reset', { keys });
    return EXIT.fine;
  });
