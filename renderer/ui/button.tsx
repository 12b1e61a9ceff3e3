import type { ComponentPropsWithRef, ReactNode } from 'react';
import classes from './button.module.css';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** `primary`: the one main action of a view or dialog; `danger`: it destroys. */
  readonly variant?: 'default' | 'primary' | 'danger' | 'subtle';
  readonly icon?: ReactNode;
}

export function Button({ variant = 'default', icon, className, children, type = 'button', ...rest }: ButtonProps) {
  const names = [classes.button, className].filter(Boolean).join(' ');
  return (
    <button {...rest} type={type} className={names} data-variant={variant}>
      {icon !== undefined && (
        <span className={classes.icon} aria-hidden>
          {icon}
        </span>
      )}
      {children}
    </button>
  );
}
