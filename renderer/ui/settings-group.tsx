import type { ReactNode } from 'react';
import classes from './settings-group.module.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** Settings that belong together, on a card of their own. */
export const SettingsGroup = ({ title, children }: Props) => (
  <fieldset className={classes.group}>
    <legend>{title}</legend>
    {children}
  </fieldset>
);
