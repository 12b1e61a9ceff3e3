import type { ContainerSpec } from '../../contract/spec';
import { list, number, record, text } from '../engine/loose';
import { pair } from './csv';
import { secondsOf } from './durations';
import { emptySpec } from '../../contract/empty-spec';

type Health = ContainerSpec['health'];

/** What an image brings along. Strings are hostile. */
export interface ImageFacts {
  /** `80/tcp` */
  readonly exposed: readonly string[];
  /** Paths that get an anonymous volume each. */
  readonly volumes: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly command: readonly string[];
  readonly entrypoint: readonly string[];
  readonly user: string;
  readonly workingDir: string;
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  /** null: none. */
  readonly health: Health | null;
  readonly stopSignal: string;
  /** `amd64`, `arm64` ...; '': not said. */
  readonly architecture: string;
  readonly os: string;
}

/** `Config.Healthcheck`; null: nothing is checked. */
export function healthOf(check: unknown): Health | null {
  const fields = record(check);
  const test = list(fields.Test).map(text);
  const seconds = (key: string): number => secondsOf(number(fields[key]) ?? 0);
  const health = {
    test,
    interval: seconds('Interval'),
    timeout: seconds('Timeout'),
    startPeriod: seconds('StartPeriod'),
    startInterval: seconds('StartInterval'),
    retries: number(fields.Retries) ?? 0,
  };
  if (test[0] === 'NONE') return { ...health, mode: 'none', test: [] };
  const empty = test.length === 0 && Object.values(health).every((value) => value === 0 || value === test);
  return empty ? null : { ...health, mode: 'custom' };
}

export const pairsOf = (labels: unknown): { name: string; value: string }[] =>
  Object.entries(record(labels))
    .filter(([, value]) => typeof value === 'string')
    .map(([name, value]) => ({ name, value: text(value) }));

/** From `GET /images/{name}/json`; all empty where nothing is known. */
export function imageFacts(image: unknown): ImageFacts {
  const config = record(record(image).Config);
  const words = (key: string): readonly string[] => list(config[key]).map(text);
  return {
    exposed: Object.keys(record(config.ExposedPorts)),
    volumes: Object.keys(record(config.Volumes)),
    env: words('Env')
      .map(pair)
      .map(({ name, value }) => ({ name, value: value ?? '' })),
    command: words('Cmd'),
    entrypoint: words('Entrypoint'),
    user: text(config.User),
    workingDir: text(config.WorkingDir),
    labels: pairsOf(config.Labels),
    health: healthOf(config.Healthcheck),
    stopSignal: text(config.StopSignal),
    architecture: text(record(image).Architecture),
    os: text(record(image).Os),
  };
}

/** A spec that leaves to the image all that the image says: `imageFacts` has that for showing. */
export const specOfImage = (reference: string): ContainerSpec => ({ ...emptySpec(), image: reference });
