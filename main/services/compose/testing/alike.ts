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
/** Microseconds in newer words. */
const PERIODS = new Set('cpu_period cpu_quota'.split(' '));
/** What says nothing more than its absence. */
const DEFAULTS: readonly (readonly [string, unknown])[] = [
  ['bind', { create_host_path: 'true' }],
  ['protocol', 'tcp'],
  ['mode', 'rw'],
];

const MICROSECONDS = 1e6;

/** What older compose prints in other words. */
function inOneWay(value: unknown, key: string): unknown {
  if (key === 'healthcheck' && isRecord(value) && value.disable !== undefined) return { test: ['NONE'] };
  if (key === 'args' && isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, each ?? '']));
  if (key === 'volumes_from' && Array.isArray(value))
    return value.map((from) => (/^(service|container):/.test(String(from)) ? String(from) : `service:${String(from)}`));
  return value;
}

function loosen(said: unknown, key: string): unknown {
  const value = inOneWay(said, key);
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
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  const seconds = readDuration(words);
  if (key === 'cpus') return Number(words);
  if (seconds === null) return words;
  return DURATIONS.has(key) ? seconds : PERIODS.has(key) && seconds !== 0 ? String(seconds * MICROSECONDS) : words;
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
