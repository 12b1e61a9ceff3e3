import { t } from '../../lib/i18n';
import { clockTime } from '../../lib/time';
import type { Happening } from './happenings';
import classes from './stats-tab.module.css';

/** A crash loop has hundreds. */
const MOST = 50;

const timeOf = ({ at, until }: Happening): string =>
  until === null || until - at < 1
    ? clockTime(at * 1000)
    : t('{at} to {until}', { at: clockTime(at * 1000), until: clockTime(until * 1000) });

/** What the marks on the charts say, newest first. */
export function HappeningsList({ happenings }: { readonly happenings: readonly Happening[] }) {
  if (happenings.length === 0) return null;
  const newest = happenings.slice(-MOST).reverse();
  return (
    <section aria-label={t('Events')}>
      <h3>{t('Events')}</h3>
      <ul className={classes.events}>
        {newest.map((one, index) => (
          <li key={index} data-tone={one.tone}>
            <time>{timeOf(one)}</time>
            <span>{one.words}</span>
          </li>
        ))}
      </ul>
      {happenings.length > MOST && (
        <p className={classes.dim}>{t('{count} earlier ones are not listed.', { count: happenings.length - MOST })}</p>
      )}
    </section>
  );
}
