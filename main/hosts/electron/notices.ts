import type { NotificationConstructorOptions } from 'electron';
import type { SystemNotice, SystemNotices } from '../../services/shell/notices';

/** What is used of Electron's. */
interface Shown {
  on(event: 'click' | 'close', listener: () => void): unknown;
  show(): void;
  close(): void;
}

export interface NoticesOptions {
  readonly create: (options: NotificationConstructorOptions) => Shown;
  readonly isSupported: () => boolean;
  readonly inFront: () => boolean;
  /** A click: the window, and the view if there is one. */
  readonly open: (route: string | null) => void;
}

/** Held, as one that is let go of hears no clicks; the system keeps no more either. */
const MOST = 50;
const LONGEST_TITLE = 200;
const LONGEST_BODY = 1000;
/** Control characters and what turns the direction of text; a line may end. */
const HIDDEN = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const shown = (text: string, most: number): string => text.slice(0, most).replace(HIDDEN, '\ufffd');
/** Some of Linux's notification servers read a body as markup, and Electron hands it on as it is: then no tag is one. */
const plain = (text: string): string => text.replaceAll('<', '\u2039').replaceAll('&', '\uff06');

/** By the operating system. */
export function systemNotices(
  { create, isSupported, inFront, open }: NoticesOptions,
  platform: NodeJS.Platform,
): SystemNotices {
  const held = new Map<string, Shown>();
  const withdraw = (id: string): void => {
    const notice = held.get(id);
    held.delete(id);
    notice?.close();
  };
  const show = ({ id, title, body, route }: SystemNotice): void => {
    if (!isSupported()) return;
    withdraw(id);
    const words = shown(body, LONGEST_BODY);
    const notice = create({ title: shown(title, LONGEST_TITLE), body: platform === 'linux' ? plain(words) : words });
    const forget = (): void => {
      if (held.get(id) === notice) held.delete(id);
    };
    notice.on('click', () => {
      forget();
      open(route);
    });
    notice.on('close', forget);
    held.set(id, notice);
    const [oldest] = held.keys();
    if (held.size > MOST && oldest !== undefined) withdraw(oldest);
    notice.show();
  };
  return { inFront, show, withdraw };
}
