import { type ReactNode, useId } from 'react';
import classes from './facts.module.css';

interface SectionProps {
  readonly title: string;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  /** Shown instead of the content when there is none. */
  readonly none?: string | false;
  readonly children: ReactNode;
}

export function Section({ title, actions, none = false, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.section}>
      <div className={classes.sectionHead}>
        <h3 id={id}>{title}</h3>
        {actions}
      </div>
      {none === false ? children : <p className={classes.none}>{none}</p>}
    </section>
  );
}

export const Facts = ({ children }: { readonly children: ReactNode }) => <dl className={classes.facts}>{children}</dl>;

interface FactProps {
  readonly name: ReactNode;
  readonly children: ReactNode;
}

export const Fact = ({ name, children }: FactProps) => (
  <div className={classes.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
