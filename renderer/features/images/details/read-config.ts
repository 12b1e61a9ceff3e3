import { t } from '../../../lib/i18n';

type Loose = Readonly<Record<string, unknown>>;

const record = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const words = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(text) : []);
const keys = (value: unknown): readonly string[] => Object.keys(record(value));
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** What a container of the image gets unless it says otherwise. Strings are hostile. */
export interface ImageConfig {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly env: readonly string[];
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly user: string;
  readonly workingDir: string;
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly stopSignal: string;
  /** Its test, and its times in words; null: nothing is checked. */
  readonly health: { readonly test: readonly string[]; readonly times: string } | null;
  readonly author: string;
  readonly comment: string;
  readonly platform: string;
  readonly layers: number;
}

const NANOSECONDS = 1e9;

function healthOf(value: unknown): ImageConfig['health'] {
  const check = record(value);
  const test = words(check.Test);
  if (test.length === 0 || test[0] === 'NONE') return null;
  const seconds = (key: string, word: string): string =>
    number(check[key]) === 0 ? '' : `${word} ${String(number(check[key]) / NANOSECONDS)} s`;
  const times = [
    seconds(t('Interval'), 'every'),
    seconds(t('Timeout'), t('at most')),
    seconds(t('StartPeriod'), 'from'),
    number(check.Retries) === 0 ? '' : t('{Retries} tries', { Retries: number(check.Retries) }),
  ];
  return { test, times: times.filter((part) => part !== '').join(', ') };
}

/** Of the engine's inspect answer; null: it cannot be read. */
export function readConfig(json: string): ImageConfig | null {
  let image: Loose;
  try {
    image = record(JSON.parse(json));
  } catch {
    return null;
  }
  const config = record(image.Config);
  return {
    entrypoint: words(config.Entrypoint),
    command: words(config.Cmd),
    env: words(config.Env),
    ports: keys(config.ExposedPorts),
    volumes: keys(config.Volumes),
    user: text(config.User),
    workingDir: text(config.WorkingDir),
    labels: Object.entries(record(config.Labels)).map(([key, value]) => [key, text(value)] as const),
    stopSignal: text(config.StopSignal),
    health: healthOf(config.Healthcheck),
    author: text(image.Author),
    comment: text(image.Comment),
    platform: [image.Os, image.Architecture, image.Variant]
      .map(text)
      .filter((part) => part !== '')
      .join('/'),
    layers: words(record(image.RootFS).Layers).length,
  };
}
