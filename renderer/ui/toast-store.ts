import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly tone: 'ok' | 'warn' | 'bad';
  readonly title: string;
  /** The engine's own words, hostile; shown as text. */
  readonly engineWords: string;
  /** Shows what it is about; null: there is nothing more. */
  readonly onShow: (() => void) | null;
}

/** More would cover the view; the oldest goes first. */
const MOST = 4;
const SHOWN_MS = 6_000;

export const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));

let lastId = 0;

export const dismissToast = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));

/** As `showToast`; returns what to dismiss it by. */
export function putToast(tone: Toast['tone'], title: string, engineWords = '', onShow: Toast['onShow'] = null): number {
  lastId += 1;
  const toast = { id: lastId, tone, title, engineWords, onShow };
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, toast].slice(-MOST) }));
  if (tone !== 'bad') setTimeout(() => dismissToast(toast.id), SHOWN_MS);
  return toast.id;
}

/** Says that something happened. A failure stays until it is dismissed. */
export const showToast = (tone: Toast['tone'], title: string, engineWords = ''): void =>
  void putToast(tone, title, engineWords);

/** Says what happened elsewhere, with the way there. */
export const putNotice = (tone: Toast['tone'], title: string, words: string, onShow: Toast['onShow']): void =>
  void putToast(tone, title, words, onShow);

/** What stands elsewhere as well is in the way of what was opened. */
export const dismissNotices = (): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter(({ onShow }) => onShow === null) }));
