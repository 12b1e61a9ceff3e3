import { EngineText } from '../../ui/engine-text';
import classes from './compose.module.css';

interface Props {
  readonly words: string;
  /** Hostile. */
  readonly name: string;
}

/** `Up shop`. */
export const DialogTitle = ({ words, name }: Props) => (
  <span className={classes.dialogTitle}>
    {words} <EngineText value={name} />
  </span>
);
