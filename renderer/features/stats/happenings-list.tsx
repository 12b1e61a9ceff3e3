import { clockTime } from '../../lib/time';
import type { Happening } from './happenings';
import classes from './stats-tab.module.css';

/** A crash loop has hundreds. */
const MOST = 50;

const timeOf = ({ at, until }: Happening): string =>
  until === null || until - at < 1 ? clockTime(at * 1000) : `${clockTime(at * 1000)} to ${clockTime(until * 1000)}`;

/** What the marks on the charts say, newest first. */
export function HappeningsList({ happenings }: { readonly happenings: readonly Happening[] }) {
  if (happenings.length === 0) return null;
  const newest = happenings.slice(-MOST).reverse();
  return (
    <section aria-label="Events">
      <h3>Events</h3>
      <ul className={classes.events}>
        {newest.map((one, index) => (
          <li key={index} data-tone={one.tone}>
            <time>{timeOf(one)}</time>
            <span>{one.words}</span>
          </li>
        ))}
      </ul>
      {happenings.length > MOST && (
        <p className={classes.dim}>{happenings.length - MOST} earlier ones are not listed.</p>
      )}
    </section>
  );
}
