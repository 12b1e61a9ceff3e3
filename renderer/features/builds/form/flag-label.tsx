import { EngineText } from '../../../ui/engine-text';
import classes from '../builds.module.css';

/** A field's name, and what `docker build` calls it. */
export const FlagLabel = ({ name, flag }: { readonly name: string; readonly flag: string }) => (
  <>
    {name} <span className={classes.flag}>{flag}</span>
  </>
);

/** What is wrong with a group of fields, above the first of them. */
export const FieldError = ({ words }: { readonly words: string | undefined }) =>
  words === undefined ? null : (
    <p role="alert" className={classes.fieldError}>
      <EngineText value={words} wrap />
    </p>
  );
