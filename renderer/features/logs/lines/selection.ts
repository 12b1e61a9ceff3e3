import type { LogRow } from '../../../../main/contract/logs';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { copyText } from '../../../ui/copy-button';
import { showToast } from '../../../ui/toast-store';
import { MOST_ROWS } from '../rows/row-loader';
import { withoutColours } from '../../../lib/ansi/ansi';
import type { LineRange, LogModel } from '../view/model';

/** More belongs into a file. */
export const MOST_COPIED = 50_000;

export interface Bounds {
  readonly from: number;
  /** The first row that is not part of it. */
  readonly to: number;
}

export const boundsOf = ({ anchor, head }: LineRange): Bounds => ({
  from: Math.min(anchor, head),
  to: Math.max(anchor, head) + 1,
});

export const isSelected = (selection: LineRange | null, row: number): boolean =>
  selection !== null &&
  row >= Math.min(selection.anchor, selection.head) &&
  row <= Math.max(selection.anchor, selection.head);

async function textOf(view: string, { line, text, cutBytes }: LogRow): Promise<string> {
  if (cutBytes === null) return withoutColours(text);
  const whole = await rpc.call('logs.line', { view, line });
  return withoutColours(whole.text);
}

async function textsOf(view: string, { from, to }: Bounds): Promise<string[]> {
  const texts: string[] = [];
  for (let at = from; at < to; at += MOST_ROWS) {
    const { rows } = await rpc.call('logs.rows', { view, from: at, count: Math.min(MOST_ROWS, to - at) });
    for (const row of rows) texts.push(await textOf(view, row));
    if (rows.length === 0) break;
  }
  return texts;
}

/** The whole lines, without their colours. What cannot be copied is said to be left out. */
export async function copyLines({ session, ui }: LogModel): Promise<void> {
  const { selection } = ui.getState();
  const view = session.store.getState().frame?.view;
  if (selection === null || view === undefined) return;
  const { from, to } = boundsOf(selection);
  const end = Math.min(to, from + MOST_COPIED);
  try {
    const texts = await textsOf(view, { from, to: end });
    if (!(await copyText(texts.join('\n')))) return;
    if (end < to)
      showToast(
        'warn',
        t('Copied the first {most, number} of {to, plural, one {# line} other {# lines}}. Export has them all.', {
          most: MOST_COPIED,
          to: to - from,
        }),
      );
    else showToast('ok', t('Copied {count, plural, one {# line} other {# lines}}.', { count: texts.length }));
  } catch (error) {
    showToast('bad', errorLine(error));
  }
}
