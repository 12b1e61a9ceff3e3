import type { NoticeKind } from '../../contract/notifications';

/** What a notice says. */
export interface Words {
  readonly title: string;
  /** Possibly empty. */
  readonly body: string;
}

/** Something to be told. */
export interface News {
  readonly kind: NoticeKind;
  /** What it comes from, among its kind: what comes from there again is the same notice, counted. */
  readonly source: string;
  /** What it is about, for a summary of many. */
  readonly subject: string;
  /** @param count How often it came. */
  readonly words: (count: number) => Words;
  /** The address of the view that shows it; null: there is none. */
  readonly route: string | null;
  readonly good?: boolean;
  /** A page in sight says it by itself. */
  readonly pageTells?: boolean;
  /** How often it came since it was told last. Left out: once. */
  readonly times?: number;
  /** How often it came in all, where that is known better. */
  readonly count?: number;
}

/** Takes what is to be told; what comes together is given together. */
export type Tell = (news: readonly News[]) => void;
