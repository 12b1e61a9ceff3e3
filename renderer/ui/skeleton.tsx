import classes from './skeleton.module.css';

interface Props {
  /** CSS length. */
  readonly width?: string;
  readonly height?: string;
}

/** Where something is about to be; screen readers learn of it from `aria-busy` on the region around it. */
export function Skeleton({ width = '100%', height = '1em' }: Props) {
  return <span className={classes.skeleton} style={{ width, height }} aria-hidden />;
}
