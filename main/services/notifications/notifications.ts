import type { NotificationsSettings } from '../../contract/app-settings';
import type { Notice, NoticeKind } from '../../contract/notifications';
import type { RowChange } from '../../contract/rows';
import { watchTold } from '../engine/told-rows';
import type { SystemNotices } from '../shell/notices';
import type { Texts } from '../../../texts/translate';
import { createDesk, type DeskOptions } from './desk';
import { type EndingsOptions, watchEndings } from './rules/endings';
import { watchHealth } from './rules/health';
import { type LongTasksOptions, watchLongTasks } from './rules/long-tasks';
import { type LowDiskOptions, watchDisks } from './rules/low-disk';
import { type PatternsOptions, watchPatterns } from './rules/patterns';
import { summaryWords } from './summary';
import type { Tell } from './types';

export interface NotificationsOptions {
  readonly engine: EndingsOptions['engine'];
  readonly settings: () => NotificationsSettings;
  readonly onSettings: (listener: () => void) => () => void;
  /** null: this host tells nothing outside of its pages. */
  readonly system: SystemNotices | null;
  readonly endingOf: EndingsOptions['endingOf'];
  readonly readLines: PatternsOptions['readLines'];
  readonly rooms: LowDiskOptions['rooms'];
  readonly onTaskEnd: LongTasksOptions['onEnd'];
  readonly redact: DeskOptions['redact'];
  readonly t: Texts['t'];
  /** ms since the epoch. */
  readonly now?: () => number;
}

/** What is worth knowing while nobody looks. */
export interface Notifications {
  watch(signal: AbortSignal): AsyncGenerator<RowChange<Notice>, void, undefined>;
  /** null: all. */
  markRead(id: string | null): void;
  clear(id: string | null): void;
  close(): void;
}

export function createNotifications(options: NotificationsOptions): Notifications {
  const { engine, settings, t, system, redact, now = Date.now } = options;
  const desk = createDesk({ settings, system, redact, summary: summaryWords(t), now });
  const tell: Tell = (news) => desk.tell(news);
  const well = (kind: NoticeKind) => (source: string) => desk.withdraw(kind, source);
  const stops = [
    watchEndings({ engine, endingOf: options.endingOf, tell, t }),
    watchHealth({ engine, tell, well: well('unhealthy'), t }),
    watchPatterns({
      ...{ engine, readLines: options.readLines, tell, t, onPatterns: options.onSettings },
      patterns: () => (settings().pattern === 'off' ? [] : settings().patterns),
    }),
    watchDisks({
      engine,
      rooms: options.rooms,
      isOn: () => settings().lowDisk !== 'off',
      tell,
      well: well('lowDisk'),
      t,
    }),
    watchLongTasks({ onEnd: options.onTaskEnd, settings, tell, t }),
  ];
  return {
    watch: (signal) =>
      watchTold(
        { read: () => desk.list(), keyOf: ({ id }) => id, onChange: (listener) => desk.onChange(listener) },
        signal,
      ),
    markRead: (id) => desk.markRead(id),
    clear: (id) => desk.clear(id),
    close: () => {
      for (const stop of stops) stop();
    },
  };
}
