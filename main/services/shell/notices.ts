/** A notification by the operating system. Texts may be hostile: they are shown as text. */
export interface SystemNotice {
  /** Names it: a newer one with the same id takes its place. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** The address of the view that a click shows; null: just the window. */
  readonly route: string | null;
}

/** What the desktop does for notifications. A host may have none. */
export interface SystemNotices {
  /** Whether the window is in front: then the page tells by itself. */
  inFront(): boolean;
  show(notice: SystemNotice): void;
  withdraw(id: string): void;
}
