import type { ComponentPropsWithRef, ReactNode } from 'react';
import classes from './icon-button.module.css';
import { useTooltip } from './tooltip';

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'aria-label' | 'children'> {
  /** Its accessible name, and its tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  /** Key that does the same, shown in the tooltip. */
  readonly hint?: string | undefined;
  readonly danger?: boolean;
}

export function IconButton({
  label,
  icon,
  hint,
  danger = false,
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  const { triggerProps, tooltip } = useTooltip(hint === undefined ? label : `${label} (${hint})`);
  const names = [classes.button, className].filter(Boolean).join(' ');
  return (
    <>
      <button
        {...rest}
        {...triggerProps}
        type={type}
        aria-label={label}
        className={names}
        data-danger={danger || undefined}
      >
        <span className={classes.icon} aria-hidden>
          {icon}
        </span>
      </button>
      {tooltip}
    </>
  );
}
