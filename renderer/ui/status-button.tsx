import type { ReactNode, Ref } from 'react';
import { Button } from './button';
import classes from './status-button.module.css';

interface Props {
  readonly ref: Ref<HTMLButtonElement>;
  readonly icon: ReactNode;
  readonly label: string;
  /** The label is heard, and never seen. */
  readonly iconOnly?: boolean;
  /** How many, and of what for who listens: `running`. None are not told. */
  readonly count?: { readonly value: number; readonly word: string };
  /** Its key. */
  readonly hint?: string | undefined;
  readonly expanded: boolean;
  /** Id of what it opens. */
  readonly controls: string;
  readonly onClick: () => void;
  /** Beside the count; not where there is little room. */
  readonly children?: ReactNode;
  readonly 'data-tour-part'?: string;
}

/** Opens a panel from the status bar. In a narrow window its icon says what it is. */
export function StatusButton({
  icon,
  label,
  iconOnly = false,
  count,
  hint,
  expanded,
  controls,
  children,
  ...rest
}: Props) {
  return (
    <Button
      {...rest}
      variant="subtle"
      className={classes.button}
      icon={icon}
      title={hint}
      aria-expanded={expanded}
      aria-controls={expanded ? controls : undefined}
    >
      <span className={iconOnly ? 'sw-hidden' : classes.label}>{label}</span>
      {count !== undefined && count.value > 0 && (
        <>
          <span className={classes.count}>{count.value}</span>
          <span className="sw-hidden">{count.word}</span>
          {children}
        </>
      )}
    </Button>
  );
}
