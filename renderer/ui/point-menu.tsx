import { Menu, Portal } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './point-menu.module.css';

/** On the screen, px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Props {
  readonly at: Point;
  readonly label: string;
  readonly onClose: () => void;
  /** Menu items. */
  readonly children: ReactNode;
}

const OUTSIDE = ['mousedown', 'touchstart'];

/** A menu that opens at a point; rendered only while it is open. */
export function PointMenu({ at: { x, y }, label, onClose, children }: Props) {
  return (
    <Portal>
      <Menu
        opened
        key={`${x} ${y}`}
        onChange={(opened) => {
          if (!opened) onClose();
        }}
        position="bottom-start"
        // The key that opens it is not yet over: it must not count as one pressed outside.
        clickOutsideEvents={OUTSIDE}
        returnFocus={false}
        width="max-content"
      >
        <Menu.Target>
          <button type="button" aria-hidden tabIndex={-1} className={classes.point} style={{ left: x, top: y }} />
        </Menu.Target>
        <Menu.Dropdown aria-label={label}>{children}</Menu.Dropdown>
      </Menu>
    </Portal>
  );
}
