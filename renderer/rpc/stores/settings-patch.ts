import type { SettingsPatch, SettingsValue } from '../../../main/contract/settings';

/** A part with what the patch names of it; keys left out, or undefined, change nothing. Lists are replaced whole. */
const over = <Part extends object>(
  part: Part,
  named: { readonly [K in keyof Part]?: Part[K] | undefined } = {},
): Part => ({
  ...part,
  ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
});

/** The settings as they will be once main has taken the patch over. */
export const withPatch = (value: SettingsValue, patch: SettingsPatch): SettingsValue => ({
  ...value,
  theme: patch.theme ?? value.theme,
  containers: over(value.containers, patch.containers),
  images: over(value.images, patch.images),
  disk: over(value.disk, patch.disk),
  logs: withLogsPatch(value.logs, patch.logs),
  pulls: over(value.pulls, patch.pulls),
  stats: over(value.stats, patch.stats),
  terminal: over(value.terminal, patch.terminal),
  bin: over(value.bin, patch.bin),
  appearance: over(value.appearance, patch.appearance),
  keys: over(value.keys, patch.keys),
  notifications: over(value.notifications, patch.notifications),
  desktop: over(value.desktop, patch.desktop),
  updates: over(value.updates, patch.updates),
  advanced: over(value.advanced, patch.advanced),
  welcome: over(value.welcome, patch.welcome),
});

/** With one setting by its key: `theme`, `terminal.fontSize`. What is no group of these settings stays as it is. */
export function withSetting(value: SettingsValue, key: string, next: unknown): SettingsValue {
  const [group = '', name] = key.split('.');
  const before: unknown = Reflect.get(value, group);
  if (name === undefined) return before === undefined ? value : { ...value, [group]: next };
  return typeof before === 'object' && before !== null ? { ...value, [group]: { ...before, [name]: next } } : value;
}

function withLogsPatch(old: SettingsValue['logs'], patch: SettingsPatch['logs']): SettingsValue['logs'] {
  if (patch === undefined) return old;
  return {
    timestamps: patch.timestamps ?? old.timestamps,
    wrap: patch.wrap ?? old.wrap,
    fontSize: patch.fontSize ?? old.fontSize,
    histogram: patch.histogram ?? old.histogram,
    // What main fills in is filled in by the one who sends, so that both sides have the same value.
    highlights: patch.highlights === undefined ? old.highlights : patch.highlights.map(wholeHighlight),
    savedSearches: patch.savedSearches === undefined ? old.savedSearches : patch.savedSearches.map(wholeSearch),
  };
}

type LogsPatch = NonNullable<SettingsPatch['logs']>;
type GivenSearch = NonNullable<LogsPatch['savedSearches']>[number];
type GivenHighlight = NonNullable<LogsPatch['highlights']>[number];
type Highlight = SettingsValue['logs']['highlights'][number];

const wholeTerm = ({
  text,
  regex = false,
  matchCase = false,
  wholeWord = false,
  negate = false,
}: GivenHighlight['term']): Highlight['term'] => ({ text, regex, matchCase, wholeWord, negate });

const wholeHighlight = ({ term, colour }: GivenHighlight): Highlight => ({ term: wholeTerm(term), colour });

const wholeSearch = ({ name, filter }: GivenSearch): SettingsValue['logs']['savedSearches'][number] => ({
  name,
  filter: {
    terms: (filter.terms ?? []).map(wholeTerm),
    levels: filter.levels ?? [],
    stream: filter.stream ?? null,
    hiddenSources: filter.hiddenSources ?? [],
    context: filter.context ?? 0,
  },
});
