import type { ConfigLine } from '../../../contract/layers';
import { cut, list, record, text } from '../../engine/loose';
import type { ImageConfig } from '../archive/image-config';

/** A value is shown in a line of a table. */
const LONGEST = 4_000;

const shown = (value: unknown): string => cut(typeof value === 'string' ? value : JSON.stringify(value), LONGEST);
const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '' || value === false;

/** One line for each variable, label, port and volume, and for each of the other settings. */
function linesOf({ platform, config }: ImageConfig): ReadonlyMap<string, string> {
  const { Env, Labels, ExposedPorts, Volumes, ...others } = config;
  const lines = new Map<string, string>([['Platform', platform]]);
  for (const [key, value] of Object.entries(others)) if (!isNothing(value)) lines.set(key, shown(value));
  for (const variable of list(Env).map(text)) {
    const equals = variable.indexOf('=');
    lines.set(
      `Env ${equals < 0 ? variable : variable.slice(0, equals)}`,
      shown(equals < 0 ? '' : variable.slice(equals + 1)),
    );
  }
  for (const [key, value] of Object.entries(record(Labels))) lines.set(`Label ${key}`, shown(value));
  for (const port of Object.keys(record(ExposedPorts))) lines.set(`Port ${port}`, 'exposed');
  for (const volume of Object.keys(record(Volumes))) lines.set(`Volume ${volume}`, 'declared');
  return lines;
}

/** What the containers of them are made with, where that differs. */
export function diffConfigs(before: ImageConfig, after: ImageConfig): ConfigLine[] {
  const [one, other] = [linesOf(before), linesOf(after)];
  return [...new Set([...one.keys(), ...other.keys()])]
    .sort()
    .filter((field) => one.get(field) !== other.get(field))
    .map((field) => ({ field, before: one.get(field) ?? null, after: other.get(field) ?? null }));
}
