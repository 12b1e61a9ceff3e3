import type { SettingsProblem } from '../../contract/settings';
import { defaultOf, GROUPS, LEAVES, refusal } from './leaves';
import { isRaw, type Raw } from './read-file';

/** What is told; the rest is counted by nobody. */
const MOST = 50;
const LONGEST = 200;

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
const shown = (value: unknown): string => cut(JSON.stringify(value));

/** Not settings, and yet of this file. */
const OWN = ['$schema', 'version'];

/** What the file holds and nobody uses: keys that are no settings, and values that a setting cannot have. */
export function problemsOf(raw: Raw): SettingsProblem[] {
  const problems: SettingsProblem[] = [];
  const look = (key: string, value: unknown): void => {
    const leaf = LEAVES.get(key);
    if (leaf === undefined) return void problems.push({ key: cut(key), kind: 'unknown', reason: '', counts: '' });
    const reason = refusal(leaf, value);
    if (reason !== null) problems.push({ key, kind: 'unusable', reason: cut(reason), counts: shown(defaultOf(key)) });
  };
  for (const [name, value] of Object.entries(raw)) {
    if (OWN.includes(name)) continue;
    if (!GROUPS.has(name)) look(name, value);
    else if (isRaw(value)) for (const [inner, each] of Object.entries(value)) look(`${name}.${inner}`, each);
    else problems.push({ key: name, kind: 'unusable', reason: shown(value), counts: '' });
  }
  return problems.slice(0, MOST);
}
