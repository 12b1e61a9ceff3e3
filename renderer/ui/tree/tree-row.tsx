import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import { EngineText } from '../engine-text';
import classes from './tree.module.css';

/** Where a line is shown. */
export interface LinePlace {
  readonly index: number;
  /** px, below the heading. */
  readonly top: number;
  /** It is the one that Tab reaches. */
  readonly active: boolean;
}

interface Props extends LinePlace, Omit<ComponentPropsWithoutRef<'div'>, 'className' | 'style' | 'role' | 'tabIndex'> {
  readonly line: { readonly key: string; readonly level: number };
}

/** One line of a tree. */
export const TreeRow = ({ line, index, top, active, children, ...rest }: Props) => (
  <div
    {...rest}
    role="row"
    data-line={line.key}
    data-index={index}
    data-columns
    aria-level={line.level}
    aria-rowindex={index + 2}
    tabIndex={active ? 0 : -1}
    className={classes.row}
    style={{ transform: `translateY(${String(top)}px)` }}
  >
    {children}
  </div>
);

const INDENT = 14;

interface NameProps {
  readonly level: number;
  /** null: it does not open. */
  readonly open: boolean | null;
  readonly icon: ReactNode;
  /** What the icon says. */
  readonly kind: string;
  readonly name: string;
  /** Of a link; hostile. */
  readonly target: string | null;
  /** After the name. */
  readonly children?: ReactNode;
}

/** The first cell of an entry. */
export function NameCell({ level, open, icon, kind, name, target, children }: NameProps) {
  const Chevron = open === true ? IconChevronDown : IconChevronRight;
  return (
    <span role="gridcell" className={classes.name} data-column="name" style={{ paddingLeft: 6 + (level - 1) * INDENT }}>
      <span className={classes.chevron} aria-hidden>
        {open !== null && <Chevron size={14} />}
      </span>
      <span className={classes.icon} title={kind} aria-hidden>
        {icon}
      </span>
      <EngineText value={name} />
      {target !== null && (
        <span className={classes.target}>
          <span aria-hidden>→ </span>
          <EngineText value={target} />
        </span>
      )}
      {children}
    </span>
  );
}

type CellProps = Omit<ComponentPropsWithoutRef<'span'>, 'className' | 'role'> & {
  /** By which a narrow tree hides it. */
  readonly column: string;
  readonly align?: 'end';
  readonly mono?: boolean;
};

/** Another cell of an entry. */
export const TreeCell = ({ column, align, mono = false, ...rest }: CellProps) => (
  <span
    {...rest}
    role="gridcell"
    className={classes.cell}
    data-column={column}
    data-align={align}
    data-mono={mono || undefined}
  />
);

interface NoteProps {
  readonly level: number;
  readonly children: ReactNode;
  /** What can be done about it. */
  readonly action?: { readonly label: string; readonly onAct: () => void; readonly tabIndex?: -1 } | undefined;
}

/** The only cell of a line that says something of its folder. */
export const NoteCell = ({ level, children, action }: NoteProps) => (
  <span role="gridcell" className={classes.note} style={{ paddingLeft: 26 + (level - 1) * INDENT }}>
    {children}
    {action !== undefined && (
      <button type="button" className={classes.link} tabIndex={action.tabIndex} onClick={action.onAct}>
        {action.label}
      </button>
    )}
  </span>
);
