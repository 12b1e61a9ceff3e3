import { parse } from 'yaml';
import { canonicalFile } from '../model/canonical';
import { createProblems } from '../reading/problems';
import { parseYaml } from '../reading/parse';
import { type MapNode, plainOf, sourceOf } from '../reading/tree';
import { readDuration } from '../../spec/durations';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The order of these means nothing, and older compose sorts them. */
const SETS = new Set(
  'ports volumes cap_add cap_drop expose profiles external_links volumes_from device_cgroup_rules secrets configs'.split(
    ' ',
  ),
);
const DURATIONS = new Set('interval timeout start_period'.split(' '));
/** What says nothing more than its absence. */
const DEFAULTS: readonly (readonly [string, unknown])[] = [
  ['bind', { create_host_path: 'true' }],
  ['protocol', 'tcp'],
  ['mode', 'rw'],
];

function loosen(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => loosen(item, ''));
    return SETS.has(key) ? items.map((item) => JSON.stringify(item)).sort() : items;
  }
  if (isRecord(value)) {
    const entries = Object.entries(value)
      .map(([name, each]): [string, unknown] => [name, loosen(each, name)])
      .filter(([name, each]) => !DEFAULTS.some(([k, v]) => k === name && JSON.stringify(v) === JSON.stringify(each)))
      .filter(([, each]) => each !== null && !(isRecord(each) && Object.keys(each).length === 0))
      .filter(([, each]) => !(Array.isArray(each) && each.length === 0));
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  if (value === null || value === undefined) return null;
  const said = String(value);
  return DURATIONS.has(key) ? (readDuration(said) ?? said) : said;
}

/** A service so that two ways to say the same are the same. */
export function alike(service: unknown): unknown {
  return loosen(service, 'service');
}

/** What `docker-compose config` printed, its dollars single again. */
export function servicesOf(text: string, base: { readonly folder: string; readonly homeDir: string }): unknown {
  const problems = createProblems();
  const node = parseYaml(sourceOf('/config', text.replaceAll('$$', '$')), problems);
  if (node === null) throw new Error(`not readable: ${text}`);
  const canonical: MapNode = canonicalFile(node, base);
  return plainOf(canonical);
}

export const readExpected = (text: string, here: string): unknown => parse(text.replaceAll('$HERE', here));
