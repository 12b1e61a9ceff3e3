import type { DiskItem, DiskTarget } from '../../contract/disk';
import { isKeptImage } from '../helpers/kept';
import { msg } from '../../../texts/msg';
import { sayMsg } from '../../../texts/say';

/** Whether it holds what was deleted elsewhere: it is looked at and let go in the bin, not here. `kept`: names of volumes. */
export const isWayBack = ({ kind, id, refs }: DiskTarget, kept: ReadonlySet<string>): boolean =>
  kind === 'volume' ? kept.has(id) : kind === 'image' && refs.some(isKeptImage);

/** The same lines; what is a way back says so, and does not go by itself. */
export const withWaysBack = (items: readonly DiskItem[], kept: ReadonlySet<string>): DiskItem[] =>
  items.map((item) =>
    item.target !== null && isWayBack(item.target, kept) ? { ...item, target: null, detail: sayMsg(WORDS) } : item,
  );

const WORDS = msg('a way back: see the Bin');
