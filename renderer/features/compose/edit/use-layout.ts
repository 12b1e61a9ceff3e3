import { type RefObject, useState } from 'react';
import { t } from '../../../lib/i18n';
import { useWidth } from '../../../ui/use-width';

/** px: below it text and side stand one after the other, as tabs. */
const SIDE_BY_SIDE = 820;

export const SIDES = [
  { id: 'resolved', title: t('Resolved') },
  { id: 'variables', title: t('Variables') },
  { id: 'plan', title: t('Plan') },
] as const;
export const PANES = [{ id: 'text', title: t('File') }, ...SIDES] as const;
export type Pane = (typeof PANES)[number];

export const SHARE = { min: 20, max: 70, usual: 40 } as const;

/** As it was left, for as long as the page lives. */
const last = { share: SHARE.usual as number, pane: SIDES[0] as Pane };

/** What stands where: the text beside one of the sides, or one of all where there is no room. */
export function useLayout(page: RefObject<HTMLElement | null>) {
  const width = useWidth(page);
  const [share, setShare] = useState(last.share);
  const [pane, setPane] = useState(last.pane);
  const [text] = PANES;
  const narrow = width > 0 && width < SIDE_BY_SIDE;
  const [textFirst, setTextFirst] = useState(true);
  const show = (next: Pane): void => {
    setTextFirst(next.id === 'text');
    if (next.id === 'text') return;
    last.pane = next;
    setPane(next);
  };
  return {
    narrow,
    /** The one that is shown; where there is room, beside the text. */
    shown: narrow && textFirst ? text : pane,
    show,
    showText: () => setTextFirst(true),
    share,
    setShare: (next: number) => {
      last.share = next;
      setShare(next);
    },
  };
}

export type Layout = ReturnType<typeof useLayout>;
