import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconRestore } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { flushSync } from 'react-dom';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { IconButton } from '../../ui/icon-button';
import { saveSettings } from '../save-settings';
import { type ArrangedView, choicesOf, moved, useArrangedViews } from './arrangement';
import classes from './views-editor.module.css';

const save = (all: readonly ArrangedView[]): void => void saveSettings({ appearance: { views: choicesOf(all) } });

const ROW_PX = 34;

interface Drag {
  readonly from: number;
  readonly to: number;
  readonly startY: number;
}

/** While a row is dragged the others make room; it is put down where it is let go. */
function useDrag(count: number, onMove: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLElement>, from: number): void => {
    if (event.button !== 0) return;
    // The list stays where it is, while its rows change places.
    event.currentTarget.closest('ol')?.setPointerCapture(event.pointerId);
    setDrag({ from, to: from, startY: event.clientY });
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (drag === null) return;
    const to = Math.max(0, Math.min(count - 1, drag.from + Math.round((event.clientY - drag.startY) / ROW_PX)));
    if (to !== drag.to) setDrag({ ...drag, to });
  };
  const onPointerUp = (): void => {
    if (drag !== null && drag.to !== drag.from) onMove(drag.from, drag.to);
    setDrag(null);
  };
  return { drag, onPointerDown, onPointerMove, onPointerUp, onPointerCancel: () => setDrag(null) };
}

/** Which views the sidebar shows, and in which order. */
export function ViewsEditor() {
  const arranged = useArrangedViews();
  /** What is shown here is what was wished last, however late the settings tell it. */
  const [wished, setWished] = useState<readonly ArrangedView[] | null>(null);
  const saved = wished ?? arranged;
  const change = (all: readonly ArrangedView[]): void => {
    setWished(all);
    save(all);
  };
  const [told, setTold] = useState('');
  const move = (from: number, to: number): void => {
    const one = saved[from];
    if (one === undefined || to < 0 || to >= saved.length) return;
    const focused = document.activeElement;
    flushSync(() => change(moved(saved, from, to)));
    // What changes its place in the document loses the focus.
    if (focused instanceof HTMLElement) focused.focus();
    setTold(t('{view}: {place} of {count}', { view: one.view.title, place: to + 1, count: saved.length }));
  };
  const { drag, onPointerDown, ...pointer } = useDrag(saved.length, move);
  const shown = drag === null ? saved : moved(saved, drag.from, drag.to);
  const toggle = (path: string): void =>
    change(saved.map((each) => (each.view.path === path ? { ...each, hidden: !each.hidden } : each)));
  const reset = (): void => {
    setWished(null);
    void saveSettings({ appearance: { views: [] } });
  };
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0 || !event.altKey) return;
    event.preventDefault();
    move(index, index + step);
  };
  return (
    <div className={classes.editor}>
      <p className={classes.note}>
        {t('Hidden views stay within reach by their key and by the search. Alt+↑ and Alt+↓ move the one in focus.')}
      </p>
      <ol className={classes.list} {...pointer}>
        {shown.map(({ view, hidden }, index) => (
          <li
            key={view.path}
            className={classes.row}
            data-dragged={(drag !== null && drag.to === index) || undefined}
            onKeyDown={(event) => onKeyDown(event, index)}
          >
            <span className={classes.grip} aria-hidden onPointerDown={(event) => onPointerDown(event, index)}>
              <IconGripVertical size={15} />
            </span>
            <Checkbox
              label={view.title}
              checked={!hidden}
              onChange={() => toggle(view.path)}
              className={classes.name}
              size="xs"
            />
            <IconButton
              label={t('Move {view} up', { view: view.title })}
              icon={<IconArrowUp size={14} />}
              aria-disabled={index === 0}
              onClick={() => move(index, index - 1)}
            />
            <IconButton
              label={t('Move {view} down', { view: view.title })}
              icon={<IconArrowDown size={14} />}
              aria-disabled={index === shown.length - 1}
              onClick={() => move(index, index + 1)}
            />
          </li>
        ))}
      </ol>
      <div>
        <Button icon={<IconRestore size={15} />} onClick={reset}>
          {t('Reset')}
        </Button>
      </div>
      <span role="status" className="sw-hidden">
        {told}
      </span>
    </div>
  );
}

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const ViewsDialog = ({ opened, onClose }: DialogProps) => (
  <Dialog opened={opened} title={t('Arrange the sidebar')} onClose={onClose}>
    <ViewsEditor />
  </Dialog>
);
