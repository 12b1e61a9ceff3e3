import type { ContainersView, SettingsPatch, SettingsValue } from '../../../main/contract/settings';

/** The settings as they will be once main has taken the patch over. Keys left out, or undefined, change nothing. */
export function withPatch(
  value: SettingsValue,
  { theme, containers, images, bin, disk, logs, pulls, stats, terminal }: SettingsPatch,
): SettingsValue {
  const old = value.containers;
  const view: ContainersView = {
    columns: containers?.columns ?? old.columns,
    sortBy: containers?.sortBy ?? old.sortBy,
    descending: containers?.descending ?? old.descending,
    grouped: containers?.grouped ?? old.grouped,
    collapsed: containers?.collapsed ?? old.collapsed,
    detailsShare: containers?.detailsShare ?? old.detailsShare,
  };
  return {
    ...value,
    theme: theme ?? value.theme,
    containers: view,
    images: {
      grouped: images?.grouped ?? value.images.grouped,
      collapsed: images?.collapsed ?? value.images.collapsed,
      hidden: images?.hidden ?? value.images.hidden,
    },
    disk: { queries: disk?.queries ?? value.disk.queries },
    logs: withLogsPatch(value.logs, logs),
    pulls: { dailyCheck: pulls?.dailyCheck ?? value.pulls.dailyCheck },
    stats: { history: stats?.history ?? value.stats.history },
    terminal: {
      fontSize: terminal?.fontSize ?? value.terminal.fontSize,
      font: terminal?.font ?? value.terminal.font,
      theme: terminal?.theme ?? value.terminal.theme,
      clipboardWrite: terminal?.clipboardWrite ?? value.terminal.clipboardWrite,
      screenReader: terminal?.screenReader ?? value.terminal.screenReader,
    },
    bin: {
      enabled: bin?.enabled ?? value.bin.enabled,
      hours: bin?.hours ?? value.bin.hours,
      maxBytes: bin?.maxBytes ?? value.bin.maxBytes,
    },
  };
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
