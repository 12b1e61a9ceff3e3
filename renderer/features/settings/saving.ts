import type { SettingsValue } from '../../../main/contract/settings';
import { rpc } from '../../rpc/client';
import { resetSettings, setSetting } from '../../rpc/stores/settings-store';
import { FIELDS, type Field } from './fields';

/** What counts now. */
export function valueAt(value: SettingsValue, key: string): unknown {
  const [group = '', name] = key.split('.');
  const part: unknown = Reflect.get(value, group);
  if (name === undefined) return part;
  return typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export const isChanged = (value: SettingsValue, key: string): boolean =>
  !same(valueAt(value, key), FIELDS.get(key)?.standard);

/** The engine's choice, the VM's folders and its access to registries have ways of their own. */
const ELSEWHERE = ['engine.', 'machine.shares', 'machine.access'];

/** Those of these that are not at their default, and can be put back to it here. */
export const resettable = (value: SettingsValue, keys: readonly string[]): readonly Field[] =>
  keys.flatMap((key) => {
    const field = FIELDS.get(key);
    const is = field !== undefined && !ELSEWHERE.some((prefix) => key.startsWith(prefix)) && isChanged(value, key);
    return is ? [field] : [];
  });

/** The machine may refuse what the schema allows: a smaller disk. Its settings go by its own call. */
const machineName = (key: string): string | null => (key.startsWith('machine.') ? key.slice('machine.'.length) : null);

/** Rejects with what the call rejects with. */
export function save(key: string, next: unknown): Promise<unknown> {
  const name = machineName(key);
  return name === null ? setSetting(key, next) : rpc.call('machine.update', { [name]: next });
}

/** Back to their defaults. The engine's choice is none of these. */
export async function reset(keys: readonly string[]): Promise<void> {
  const machine: Record<string, unknown> = {};
  const others = new Map<string, unknown>();
  for (const key of keys) {
    const name = machineName(key);
    if (name === null) others.set(key, FIELDS.get(key)?.standard);
    else machine[name] = FIELDS.get(key)?.standard;
  }
  if (others.size > 0) await resetSettings(others);
  if (Object.keys(machine).length > 0) await rpc.call('machine.update', machine);
}
