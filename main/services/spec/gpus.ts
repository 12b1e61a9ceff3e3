import { list, number, record, text } from '../engine/loose';
import { csvFields, csvLine, pair } from './csv';

/** The API's device request, as `--gpus` makes one. */
export interface DeviceRequest {
  readonly Driver: string;
  /** -1: all. */
  readonly Count: number;
  readonly DeviceIDs: readonly string[] | null;
  readonly Capabilities: readonly (readonly string[])[] | null;
  readonly Options: Readonly<Record<string, string>> | null;
}

const ALL = -1;
const KEYS = ['driver', 'count', 'device', 'capabilities', 'options'] as const;
type Key = (typeof KEYS)[number];
const isKey = (word: string): word is Key => KEYS.some((key) => key === word);

/** `device=0,1` without the quotes that its comma needs in CSV: the numbers are devices, not counts. */
const fieldsOf = (said: string): readonly string[] => (/^device=[^"=]*$/.test(said) ? [said] : csvFields(said));

const countOf = (word: string): number | null =>
  word === 'all' ? ALL : /^-?\d+$/.test(word) ? Number.parseInt(word, 10) : null;

/** null: not what `--gpus` understands. */
export function gpuRequest(said: string): DeviceRequest | null {
  const values = new Map<Key, string>();
  for (const field of fieldsOf(said)) {
    const { name, value } = pair(field);
    const key = value === null ? 'count' : name;
    if (!isKey(key) || values.has(key)) return null;
    values.set(key, value ?? name);
  }
  const device = values.get('device');
  const count = countOf(values.get('count') ?? (device === undefined ? '1' : '0'));
  if (count === null) return null;
  const capabilities = values.get('capabilities');
  const options = csvFields(values.get('options') ?? '').filter((option) => option !== '');
  return {
    Driver: values.get('driver') ?? '',
    Count: count,
    DeviceIDs: device?.split(',') ?? null,
    Capabilities: [[...(capabilities?.split(',') ?? []), 'gpu']],
    Options: Object.fromEntries(options.map(pair).map(({ name, value }) => [name, value ?? ''])),
  };
}

const isGpu = (request: unknown): boolean => list(record(request).Capabilities).flatMap(list).includes('gpu');

/** The field of the first request for GPUs among `HostConfig.DeviceRequests`; '': there is none. */
export function gpusOf(requests: unknown): string {
  const request = record(list(requests).find(isGpu));
  if (Object.keys(request).length === 0) return '';
  const ids = list(request.DeviceIDs).map(text);
  const count = number(request.Count) ?? 0;
  const capabilities = list(list(request.Capabilities)[0])
    .map(text)
    .filter((capability) => capability !== 'gpu');
  const options = Object.entries(record(request.Options)).map(([key, value]) => `${key}=${text(value)}`);
  const driver = text(request.Driver);
  const fields = [
    ...(count === 0 && ids.length > 0 ? [] : [count === ALL ? 'all' : String(count)]),
    ...(driver === '' ? [] : [`driver=${driver}`]),
    ...(ids.length === 0 ? [] : [`device=${ids.join(',')}`]),
    ...(capabilities.length === 0 ? [] : [`capabilities=${capabilities.join(',')}`]),
    ...(options.length === 0 ? [] : [`options=${csvLine(options)}`]),
  ];
  return fields.length === 1 ? (fields[0] ?? '') : csvLine(fields);
}

/** As the CLI takes it: a comma in its one field is quoted. */
export const gpusWord = (said: string): string => csvLine(fieldsOf(said));

/** The one way to write it; a word that is not understood stays as it is. */
export const canonicalGpus = (said: string): string => {
  const request = gpuRequest(said);
  return request === null ? said : gpusOf([request]);
};
