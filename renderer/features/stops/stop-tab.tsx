import { Link } from 'wouter';
import type { StopFacts } from '../../../main/contract/stops';
import { binaryBytes } from '../../lib/bytes';
import { t, Trans } from '../../lib/i18n';
import { dateTime, durationWords } from '../../lib/time';
import { EngineText } from '../../ui/engine-text';
import { AdviceList } from './advice-list';
import { useEngineNow } from './engine-now';
import { outputWords, probeWords } from './health-words';
import { LastLines } from './last-lines';
import { useTabPath } from './places';
import { restartWords } from './restart-words';
import { Fact, Facts, Section } from '../../ui/facts';
import { causeWords, headline } from './stop-words';
import classes from './stops.module.css';
import { Timeline } from './timeline';
import { WithFacts } from './with-facts';

interface Props {
  /** The container's. */
  readonly id: string;
}

/** All that is known of why a container stopped, and what to try next. */
export const StopTab = ({ id }: Props) => <WithFacts id={id} show={(facts) => <Whole facts={facts} />} />;

interface FactsProps {
  readonly facts: StopFacts;
}

function Whole({ facts }: FactsProps) {
  const now = useEngineNow(1000);
  return (
    <>
      <Section title={headline(facts, now)}>
        {causeWords(facts).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {facts.state === 'restarting' && (
          <p>{t('Its restart policy is {facts}.', { facts: restartWords(facts, now) })}</p>
        )}
        {facts.error !== '' && (
          <div className={classes.engineWords} role="group" aria-label={t("The engine's words")}>
            <EngineText value={facts.error} wrap mono />
          </div>
        )}
      </Section>
      <Section title={t('What to try next')}>
        <AdviceList facts={facts} />
      </Section>
      {facts.cause.kind === 'unhealthy' && <FailedProbes facts={facts} />}
      {facts.tail !== null && <LastLines tail={facts.tail} />}
      <Section title={t('What is known')}>
        <Known facts={facts} now={now} />
      </Section>
      <Timeline facts={facts} />
    </>
  );
}

const SHOWN_PROBES = 3;

function FailedProbes({ facts }: FactsProps) {
  const path = useTabPath();
  const failed = (facts.health?.probes ?? []).filter(({ exitCode }) => exitCode !== 0);
  if (failed.length === 0) return null;
  return (
    <Section title={t('Its last failed health checks')}>
      <ul className={classes.probes}>
        {failed
          .slice(-SHOWN_PROBES)
          .reverse()
          .map((probe, index) => (
            <li key={probe.start ?? index}>
              <span>{probeWords(probe)}</span>
              {probe.output !== '' && <EngineText value={outputWords(probe)} wrap mono />}
            </li>
          ))}
      </ul>
      <Link href={path(facts.id, 'health')}>{t('All of its health')}</Link>
    </Section>
  );
}

const time = (ms: number | null): string => (ms === null ? t('Never') : dateTime(ms));

function ranFor({ startedAt, finishedAt, state }: StopFacts, now: number): string {
  if (startedAt === null) return t('Never ran');
  if (state === 'running' || state === 'paused') return durationWords(now - startedAt);
  return finishedAt === null ? t('Not known') : durationWords(finishedAt - startedAt);
}

function Known({ facts, now }: FactsProps & { readonly now: number }) {
  const { exitCode, oomKilled, memoryBytes, platforms } = facts;
  return (
    <Facts>
      <Fact name={t('Command')}>
        {facts.command === '' ? t('Not told') : <EngineText value={facts.command} wrap mono />}
      </Fact>
      <Fact name={t('Last exit code')}>{exitCode ?? t('None yet')}</Fact>
      <Fact name={t('Out of memory')}>{oomKilled ? t('Yes: the engine says so') : t('Not that the engine says')}</Fact>
      <Fact name={t('Memory limit')}>{memoryBytes === null ? t('None') : binaryBytes(memoryBytes)}</Fact>
      <Fact name={t('Restart policy')}>{restartWords(facts, now)}</Fact>
      <Fact name={t('Last start')}>{time(facts.startedAt)}</Fact>
      <Fact name={t('Last end')}>{time(facts.finishedAt)}</Fact>
      <Fact name={t('Ran for')}>{ranFor(facts, now)}</Fact>
      {platforms !== null && (
        <Fact name={t('Platform')}>
          <Trans
            text="The image is for {image}, the engine runs {engine}"
            values={{ image: <EngineText value={platforms.image} />, engine: <EngineText value={platforms.engine} /> }}
          />
        </Fact>
      )}
    </Facts>
  );
}
