import type { ReactNode } from 'react';
import { EngineText } from '../../../ui/engine-text';
import classes from '../create.module.css';
import { useForm } from '../model/form-store';
import { problemAt } from '../model/problems';

/** The id of a field's control: what the list of problems leads to. */
export const controlId = (path: string): string => `create-${path.replaceAll('.', '-')}`;

interface ShellProps {
  readonly path: string;
  readonly label: string;
  readonly flag: string;
  readonly hint?: string | undefined;
  readonly wide?: boolean | undefined;
  readonly children: ReactNode;
}

/** A label, what `docker run` calls it, the control, and what is to be said of it. */
export const FieldShell = ({ path, label, flag, hint, wide = false, children }: ShellProps) => (
  <div className={classes.field} data-wide={wide || undefined}>
    <div className={classes.labelLine}>
      <label htmlFor={controlId(path)}>{label}</label>
      <Flag flag={flag} />
    </div>
    {children}
    <FieldNote path={path} hint={hint} />
  </div>
);

export const Flag = ({ flag }: { readonly flag: string }) => <code className={classes.flag}>{flag}</code>;

interface NoteProps {
  readonly path: string;
  readonly hint?: string | undefined;
  /** Also of what lies within, which has no place of its own. */
  readonly inner?: boolean;
}

/** What is wrong, else the hint. */
export function FieldNote({ path, hint, inner = true }: NoteProps) {
  const message = useForm((state) => problemAt(state, path, inner)?.message);
  const severity = useForm((state) => problemAt(state, path, inner)?.severity);
  if (message === undefined && hint === undefined) return null;
  return (
    <p id={`${controlId(path)}-note`} className={classes.note} data-severity={severity}>
      {message === undefined ? hint : <EngineText value={message} wrap />}
    </p>
  );
}

interface Described {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string;
}

/** What ties a control to its label and its note. */
export function useDescribed(path: string, inner = true): Described {
  const invalid = useForm((state) => problemAt(state, path, inner)?.severity === 'error');
  const id = controlId(path);
  return { id, 'aria-invalid': invalid || undefined, 'aria-describedby': `${id}-note` };
}
