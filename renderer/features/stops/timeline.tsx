import type { StopFacts } from '../../../main/contract/stops';
import { t } from '../../lib/i18n';
import { clockTime, dateTime } from '../../lib/time';
import { EngineText } from '../../ui/engine-text';
import { Section } from '../../ui/facts';
import classes from './stops.module.css';
import { happeningWords } from './timeline-words';

type Props = Readonly<Record<'facts', Pick<StopFacts, 'timeline' | 'observedSince'>>>;

/** What happened to it, oldest first, and what may be missing. */
export const Timeline = ({ facts: { timeline, observedSince } }: Props) => (
  <Section title={t('Timeline')}>
    <ol className={classes.timeline}>
      {timeline.map((entry, index) => (
        <li key={`${entry.at} ${entry.action} ${index}`} className={classes.happening}>
          <time dateTime={new Date(entry.at).toISOString()} className={classes.when}>
            {dateTime(entry.at)}
          </time>
          <span>
            <EngineText value={happeningWords(entry)} />
            {entry.source === 'inspect' && (
              <span className={classes.dim}> {t('(not observed: from its own record)')}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
    <p className={classes.dim}>
      {observedSince === null
        ? t('Events are not followed now, as the engine is out of reach.')
        : t(
            'Events have been followed without a break since {observedSince}. Of the time before only what the engine still knew is listed; the rest was not observed.',
            { observedSince: clockTime(observedSince) },
          )}
    </p>
  </Section>
);
